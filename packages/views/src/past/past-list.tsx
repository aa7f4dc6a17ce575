import { useInfiniteQuery } from '@tanstack/react-query';
import { useTextEnv } from '@trellis/forms/react';
import {
  EmptyState,
  formParams,
  Icon,
  keys,
  type ListQuery,
  type RecordData,
  type Refs,
  Sheet,
  SkeletonRows,
  useClient,
  useLocale,
  useWorkspace,
} from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ColumnCell } from '../data/column-cell.tsx';
import { type Column, columnOf } from '../data/columns.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { PagedList } from '../data/paged-list.tsx';
import { recordTitle } from '../data/record-title.ts';
import { useExportDialog } from '../export/use-export-dialog.tsx';
import { LookBack } from './look-back.tsx';
import { useT } from './messages.ts';
import { MomentInput } from './moment-input.tsx';
import './past.css';

/** Columns that are shown; a record shows all of itself. */
const COLUMNS = 8;
const DAY_MS = 86_400_000;

/** What a view lists, as it was at a moment: a day ago at first. */
export function PastList(props: {
  readonly info: FormInfo;
  /** What the view filters and sorts by. */
  readonly query: Pick<ListQuery, 'filter' | 'search' | 'sort'>;
  /** The fields that it shows. */
  readonly fields: readonly string[];
  readonly onClose: () => void;
}) {
  const { info, query } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const [at, setAt] = useState(() => new Date(Date.now() - DAY_MS).toISOString());
  const [looking, setLooking] = useState<{ readonly id: string; readonly title: string }>();
  const [exporting, exportDialog] = useExportDialog(info);
  const columns = props.fields
    .filter((key) => key !== form.titleField)
    .flatMap((key) => columnOf(form, key) ?? [])
    .slice(0, COLUMNS);
  const fields = [form.titleField, ...columns.map(({ key }) => key)].filter((key) => form.fields.has(key));
  const list = useListAsOf(form.ref, { ...query, fields, asOf: at });
  const pages = list.data?.pages ?? [];
  const total = pages[0]?.total;
  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={1080}
      title={t('listTitle', { form: text(info.label) })}
      onClose={props.onClose}
    >
      <p className="v-past-text">{t('listText')}</p>
      <div className="v-past-head">
        <MomentInput at={at} onChange={setAt} />
        {total ? (
          <span className="t-num">
            {t(total.kind === 'exact' ? 'count' : 'about', { count: total.value })}
          </span>
        ) : null}
        {info.actions.has('export') ? (
          <Button
            icon={<Icon name="export" />}
            onClick={() => exporting({ ...query, fields: [...props.fields], asOf: at })}
          >
            {t('exportThen')}
          </Button>
        ) : null}
      </div>
      <PagedList query={list} skeleton={<SkeletonRows rows={8} columns={5} height={36} />} more={t('more')}>
        {pages[0]?.records.length === 0 ? (
          <EmptyState icon="history" title={t('listEmpty')} description={t('listEmptyText')} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          <section className="v-past-scroll" aria-label={text(info.label)} tabIndex={0}>
            <table className="v-past-table">
              <Head info={info} columns={columns} />
              <tbody>
                {pages.flatMap((page) =>
                  page.records.map((record) => (
                    <Row
                      key={record.id}
                      info={info}
                      columns={columns}
                      record={record}
                      refs={page.refs}
                      onLook={(title) => setLooking({ id: record.id, title })}
                    />
                  )),
                )}
              </tbody>
            </table>
          </section>
        )}
      </PagedList>
      {exportDialog}
      {looking ? <LookBack info={info} {...looking} at={at} onClose={() => setLooking(undefined)} /> : null}
    </Sheet>
  );
}

function useListAsOf(form: string, body: ListQuery) {
  const client = useClient();
  const { key } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.pages(key, form, body),
    queryFn: ({ pageParam, signal }) =>
      client.call('queryRecords', {
        params: formParams(key, form),
        body: pageParam ? { ...body, after: pageParam, total: 'none' } : body,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    retry: false,
  });
}

function Head({ info, columns }: { readonly info: FormInfo; readonly columns: readonly Column[] }) {
  const label = useFieldLabel(info.form);
  return (
    <thead>
      <tr>
        <th scope="col">{label(info.form.titleField)}</th>
        {columns.map(({ key }) => (
          <th key={key} scope="col">
            {label(key)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row(props: {
  readonly info: FormInfo;
  readonly columns: readonly Column[];
  readonly record: RecordData;
  readonly refs: Refs;
  readonly onLook: (title: string) => void;
}) {
  const { record, refs } = props;
  const t = useT();
  const title = recordTitle(props.info.form, record.values, useTextEnv(refs)) ?? t('unnamed');
  return (
    <tr>
      <th scope="row">
        <button type="button" className="v-past-open" onClick={() => props.onLook(title)}>
          {title}
        </button>
      </th>
      {props.columns.map((column) => (
        <td key={column.key}>
          <ColumnCell column={column} record={record} refs={refs} />
        </td>
      ))}
    </tr>
  );
}
