import { useTextEnv } from '@trellis/forms/react';
import type { TableConfig } from '@trellis/metadata';
import { ErrorState, SkeletonCards, useRecordPages } from '@trellis/ui/react';
import { Button } from 'antd';
import { useMemo } from 'react';
import { colorFields } from '../../data/colors.ts';
import { ColumnCell } from '../../data/column-cell.tsx';
import { columnsOf } from '../../data/columns.ts';
import { isEmptyOn } from '../../data/is-empty.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { recordTitle } from '../../data/record-title.ts';
import { tint, useColors } from '../../data/use-colors.tsx';
import { useMoreOnScroll } from '../../data/use-more-on-scroll.tsx';
import { useT } from '../../messages.ts';
import { useNavigation } from '../../navigation.tsx';
import type { ViewProps } from '../facet.tsx';
import './cards.css';
import { TotalText } from './total-text.tsx';

/** Facts below the title of a card. */
const FACTS = 4;

/** The same rows as cards, for a narrow screen. */
export function RecordCards(props: ViewProps<TableConfig>) {
  const { info, view, config, query } = props;
  const { form } = info;
  const t = useT();
  const env = useTextEnv();
  const label = useFieldLabel(form);
  const navigation = useNavigation();
  const columns = useMemo(() => columnsOf(form, config.columns), [form, config]);
  const body = useMemo(
    () => ({
      ...query,
      limit: 30,
      fields: [...new Set([...columns.flatMap((c) => (c.field ? [c.key] : [])), ...colorFields(view, form)])],
    }),
    [query, columns, view, form],
  );
  const colorOf = useColors(view, form);
  const list = useRecordPages(form.ref, body);
  const more = useMoreOnScroll(list.hasNextPage && !list.isFetchingNextPage, () => void list.fetchNextPage());
  if (list.isPending)
    return (
      <div className="v-cards">
        <SkeletonCards cards={6} height={112} />
      </div>
    );
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const total = list.data.pages[0]?.total;
  const rows = list.data.pages.flatMap((page) => page.records.map((record) => ({ record, refs: page.refs })));
  if (rows.length === 0) return props.empty;
  return (
    <div className="v-cards" data-stale={list.isPlaceholderData || undefined}>
      {rows.map(({ record, refs }) => {
        const color = colorOf(record);
        const facts = columns.slice(1).filter((column) => !isEmptyOn(record, column.key));
        return (
          <article key={record.id} className="v-record-card" {...tint(color, 'record')}>
            <a
              className="v-record-card-title t-ellipsis"
              href={navigation.href({ kind: 'record', app: form.app, form: form.key, id: record.id })}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                props.openRecord(record.id);
              }}
            >
              {recordTitle(form, record.values, env) ?? t('unnamed')}
            </a>
            <dl>
              {facts.slice(0, FACTS).map((column) => (
                <div key={column.key} {...tint(color, { field: column.key })}>
                  <dt className="t-ellipsis">{label(column.key)}</dt>
                  <dd className="t-ellipsis">
                    <ColumnCell column={column} record={record} refs={refs} />
                  </dd>
                </div>
              ))}
            </dl>
          </article>
        );
      })}
      <div ref={more} className="v-more">
        {list.isFetchingNextPage ? (
          t('laneMore')
        ) : list.isFetchNextPageError ? (
          <Button size="small" onClick={() => void list.fetchNextPage()}>
            {t('retry')}
          </Button>
        ) : (
          <TotalText pending={!total} extent={{ rows: total?.value ?? 0, exact: total?.kind === 'exact' }} />
        )}
      </div>
    </div>
  );
}
