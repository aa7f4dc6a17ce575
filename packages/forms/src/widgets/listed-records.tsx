import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { useT } from './messages.tsx';
import { useRecordOnScreen, useRecordPart } from './record-on-screen.tsx';
import { RecordRows } from './record-rows.tsx';
import './relations.css';
import type { LinkedRow } from './relations.ts';
import { useFormServices } from './services.tsx';
import { useLinkedRows } from './use-linked-rows.tsx';

/** Form whose records a list field shows, for the person; undefined where they may not see it. */
export function useListedForm(field: CompiledField): CompiledForm | undefined {
  const { relations } = useFormServices();
  const app = useRecordPart((record) => record.form.app);
  const name = field.type.lists?.(field.config, () => false).form ?? '';
  return relations?.formOf(name.includes(':') || app === undefined ? name : `${app}:${name}`);
}

/** The records that a list field shows for the record on the screen, live while somebody types. */
export function ListedRecords({
  field,
  columns,
  limit,
  empty,
  tools,
  rowTools,
  turn = 0,
}: {
  readonly field: CompiledField;
  readonly columns: readonly string[];
  readonly limit: number;
  /** What is said where there are none. */
  readonly empty: string;
  /** Buttons above. */
  readonly tools?: ReactNode;
  readonly rowTools?: (row: LinkedRow) => ReactNode;
  /** Another number asks anew. */
  readonly turn?: number;
}) {
  const t = useT();
  const { locale } = useLocale();
  const { relations } = useFormServices();
  const record = useRecordOnScreen();
  const form = useListedForm(field);
  const published = record && record.mode !== 'design' && relations?.formOf(record.form.ref) !== undefined;
  const ask = published && form ? { record: record.id, values: record.values } : undefined;
  const { page, state, again, more } = useLinkedRows(
    ask && JSON.stringify([field.key, ask, turn]),
    ask &&
      relations &&
      ((after, signal) =>
        relations.records(record?.form.ref ?? '', { field: field.key, ...ask, limit, after }, signal)),
  );
  const label = localText(field.meta.label, locale);
  if (!ask || !form) {
    const name = form && localText(form.document.trellis.label, locale);
    return <p className="f-help f-listed-empty">{name ? t('listSample', { form: name }) : t('listUnset')}</p>;
  }
  return (
    <div className="f-listed" aria-busy={state === 'busy'}>
      {tools ? <div className="f-listed-tools">{tools}</div> : null}
      {page.rows.length > 0 ? (
        <RecordRows
          form={form}
          rows={page.rows}
          refs={page.refs}
          columns={columns}
          label={label}
          tools={rowTools}
        />
      ) : (
        <p className="f-help f-listed-empty">
          {state === 'failed' ? t('searchFailed') : state === 'done' ? empty : t('loading')}
          {state === 'failed' ? (
            <Button type="link" size="small" icon={<Icon name="redo" />} onClick={again}>
              {t('again')}
            </Button>
          ) : null}
        </p>
      )}
      {page.next || (page.total ?? 0) > page.rows.length ? (
        <div className="f-listed-foot">
          {page.total === undefined ? null : (
            <span className="t-muted">{t('listTotal', { count: page.total })}</span>
          )}
          {page.next ? (
            <Button type="link" size="small" onClick={() => void more()}>
              {t('more')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
