import { MOST_MERGED } from '@trellis/metadata';
import { type RecordData, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ColumnCell } from '../data/column-cell.tsx';
import { columnOf } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT as useMergeT } from '../merge/messages.ts';
import { useT } from './messages.ts';
import { Reasons } from './reasons.tsx';
import { type DuplicateGroup, type Duplicates, useDuplicateActions } from './use-duplicates.ts';

const MergeDialog = lazy(async () => ({ default: (await import('../merge/merge-dialog.tsx')).MergeDialog }));

/** Records that may be the same, side by side: a line for each field, values that differ stand out. */
export function TwinGroup(props: {
  readonly info: FormInfo;
  readonly group: DuplicateGroup;
  readonly number: number;
  readonly all: Duplicates;
  readonly onOpen: (id: string) => void;
}) {
  const { info, group, all } = props;
  const { form } = info;
  const t = useT();
  const label = useFieldLabel(form);
  const records = group.records.flatMap(
    (id) => all.records.find((one) => one.id === id) ?? [],
  ) as RecordData[];
  const columns = [...all.fields, '_owner_id', '_created_at']
    .filter((key) => key !== form.titleField && records.some((record) => !isEmptyOn(record, key)))
    .flatMap((key) => columnOf(form, key) ?? []);
  const name = (record: RecordData) => String(record.values[form.titleField] ?? '') || t('unnamed');
  const best = group.pairs[0];
  return (
    <li className="v-twin-group">
      <div className="v-twin-head">
        <h2>{t('group', { n: props.number, count: records.length })}</h2>
        {best ? <span className="v-similar-score t-num">{t('score', { score: best.score })}</span> : null}
        {best ? <Reasons form={form} reasons={best.reasons} /> : null}
        <div className="v-twin-do">
          {info.actions.has('edit') && info.actions.has('delete') ? (
            <MergeButton info={info} records={records} />
          ) : null}
          {info.actions.has('edit') ? <NotTwins info={info} group={group} /> : null}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="v-twin-scroll" tabIndex={0} aria-label={t('compare')}>
        <table className="v-twin-table">
          <thead>
            <tr>
              <th scope="col">{label(form.titleField)}</th>
              {records.map((record) => (
                <th key={record.id} scope="col">
                  <Button type="link" size="small" onClick={() => props.onOpen(record.id)}>
                    {name(record)}
                  </Button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => {
              const values = records.map((record) => JSON.stringify(record.values[column.key] ?? null));
              const differs = column.field !== undefined && new Set(values).size > 1;
              return (
                <tr key={column.key} data-differs={differs || undefined}>
                  <th scope="row">{label(column.key)}</th>
                  {records.map((record) => (
                    <td key={record.id}>
                      {isEmptyOn(record, column.key) ? (
                        <span className="t-muted">—</span>
                      ) : (
                        <ColumnCell column={column} record={record} refs={all.refs} />
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </li>
  );
}

/** Opens the dialog that makes one record of a group; a large group takes several turns. */
function MergeButton({
  info,
  records,
}: {
  readonly info: FormInfo;
  readonly records: readonly RecordData[];
}) {
  const t = useMergeT();
  const [open, setOpen] = useState(false);
  const ids = records.slice(0, MOST_MERGED).map(({ id }) => id);
  if (ids.length < 2) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('merge')}
      </Button>
      <Suspense fallback={null}>
        {open ? <MergeDialog info={info} ids={ids} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}

/** Says that the records of a group are different things; it can be taken back. */
function NotTwins({ info, group }: { readonly info: FormInfo; readonly group: DuplicateGroup }) {
  const t = useT();
  const toast = useToast();
  const { dismiss, takeBack } = useDuplicateActions(info.form.ref);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await dismiss(group.pairs);
      toast.undo(t('dismissed'), () => takeBack(group.pairs));
    } catch (error) {
      setBusy(false);
      toast.error(error);
    }
  };
  return (
    <Button loading={busy} onClick={() => void run()}>
      {group.records.length > 2 ? t('whole') : t('notTwins')}
    </Button>
  );
}
