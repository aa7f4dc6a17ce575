import { useTextEnv } from '@trellis/forms/react';
import {
  ErrorState,
  formatDateTime,
  type RecordData,
  Sheet,
  SkeletonRows,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { ColumnCell } from '../data/column-cell.tsx';
import { columnOf } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { recordTitle } from '../data/record-title.ts';
import './merge.css';
import { useT } from './messages.ts';
import { type MergePreview, useMergePreview, useMerging } from './use-merge.ts';

type Choice = Readonly<Record<string, string>>;

/** Makes one record of several: which one stays, and which value where they differ. */
export function MergeDialog(props: {
  readonly info: FormInfo;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  /** With the record that stayed. */
  readonly onDone?: (survivor: string) => void;
}) {
  const { info, ids } = props;
  const t = useT();
  const toast = useToast();
  const preview = useMergePreview(info.form.ref, ids);
  const { merge, unmerge } = useMerging(info.form.ref);
  const [stays, setStays] = useState<string>();
  const [chosen, setChosen] = useState<Choice>({});
  const [busy, setBusy] = useState(false);
  const { data } = preview;
  const survivor = stays ?? data?.survivor ?? '';
  const choice: Choice = {
    ...Object.fromEntries(data?.fields.map(({ field, from }) => [field, from]) ?? []),
    ...chosen,
  };
  const env = useTextEnv(data?.refs ?? {});
  const nameOf = (record: RecordData) => recordTitle(info.form, record.values, env) || t('unnamed');
  const run = async () => {
    if (!data) return;
    setBusy(true);
    try {
      const merged = await merge({
        survivor,
        records: data.records.map(({ id, version }) => ({ id, version })),
        choose: { ...choice },
      });
      props.onClose();
      props.onDone?.(survivor);
      toast.undo(t('done', { name: nameOf(merged.record as RecordData) }), () => unmerge(merged.id));
    } catch (error) {
      toast.error(error);
      setBusy(false);
      void preview.refetch();
    }
  };
  return (
    <Sheet
      open
      phone="full"
      width={Math.min(1100, 260 + 260 * ids.length)}
      title={t('title', { count: ids.length })}
      maskClosable={false}
      onClose={props.onClose}
      footer={
        <div className="v-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={!data} loading={busy} onClick={() => void run()}>
            {t('run')}
          </Button>
        </div>
      }
    >
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : !data ? (
        <SkeletonRows rows={5} columns={ids.length + 1} height={44} />
      ) : (
        <>
          <p className="v-merge-text">{t('text')}</p>
          <Compared
            info={info}
            preview={data}
            survivor={survivor}
            choice={choice}
            nameOf={nameOf}
            onSurvivor={setStays}
            onChoose={(more) => setChosen({ ...chosen, ...more })}
          />
          <GoesAlong preview={data} survivor={survivor} />
        </>
      )}
    </Sheet>
  );
}

/** The records side by side: a line for each field that differs. */
function Compared(props: {
  readonly info: FormInfo;
  readonly preview: MergePreview;
  readonly survivor: string;
  readonly choice: Choice;
  readonly nameOf: (record: RecordData) => string;
  readonly onSurvivor: (id: string) => void;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { info, preview, survivor, choice, nameOf } = props;
  const { form } = info;
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const label = useFieldLabel(form);
  const records = preview.records as RecordData[];
  const united = preview.fields.some(({ all }) => all);
  const time = (at: string) => formatDateTime(at, { locale, tz });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="v-merge-scroll" tabIndex={0} aria-label={t('title', { count: records.length })}>
      <table className="v-merge-table">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            {records.map((record) => (
              <th key={record.id} scope="col" data-stays={record.id === survivor || undefined}>
                <Radio checked={record.id === survivor} onChange={() => props.onSurvivor(record.id)}>
                  {t('stays')}
                </Radio>
                <strong>{nameOf(record)}</strong>
                <span>{t('created', { at: time(record.meta.createdAt) })}</span>
                <span>{t('changed', { at: time(record.meta.updatedAt) })}</span>
                {preview.fields.length > 1 ? (
                  <Button
                    type="link"
                    size="small"
                    onClick={() =>
                      props.onChoose(
                        Object.fromEntries(preview.fields.map(({ field }) => [field, record.id])),
                      )
                    }
                  >
                    {t('useAll')}
                  </Button>
                ) : null}
              </th>
            ))}
            {united ? <th scope="col">{t('all')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {preview.fields.map(({ field, all }) => {
            const column = columnOf(form, field);
            return (
              <tr key={field}>
                <th scope="row">{label(field)}</th>
                {records.map((record) => (
                  <td key={record.id} data-chosen={choice[field] === record.id || undefined}>
                    <Radio
                      checked={choice[field] === record.id}
                      aria-label={t('choose', { field: label(field), name: nameOf(record) })}
                      onChange={() => props.onChoose({ [field]: record.id })}
                    >
                      {!column || isEmptyOn(record, field) ? (
                        <span className="t-muted">—</span>
                      ) : (
                        <ColumnCell column={column} record={record} refs={preview.refs} />
                      )}
                    </Radio>
                  </td>
                ))}
                {united ? (
                  <td data-chosen={choice[field] === 'all' || undefined}>
                    {all ? (
                      <Radio
                        checked={choice[field] === 'all'}
                        aria-label={t('chooseAll', { field: label(field) })}
                        onChange={() => props.onChoose({ [field]: 'all' })}
                      >
                        {t('all')}
                      </Radio>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {preview.fields.length === 0 ? <p className="v-merge-text">{t('same')}</p> : null}
    </section>
  );
}

/** What points to the records that go. */
function GoesAlong({ preview, survivor }: { readonly preview: MergePreview; readonly survivor: string }) {
  const t = useT();
  const { text } = useLocale();
  const catalog = useClientCatalog();
  const counts = new Map<string, { count: number; more: boolean }>();
  for (const { record, form, count } of preview.links) {
    if (record === survivor) continue;
    const sum = counts.get(form) ?? { count: 0, more: false };
    counts.set(form, { count: sum.count + count, more: sum.more || count >= COUNTED });
  }
  const list = [...counts].map(([form, { count, more }]) => {
    const label = catalog.forms.get(form)?.label;
    return t(more ? 'linkMany' : 'link', { form: label ? text(label) : form, count });
  });
  return (
    <p className="v-merge-text">
      {list.length > 0 ? t('links', { list: list.join(t('between')) }) : null} {t('noLinks')}
    </p>
  );
}

/** Up to here the server counts. */
const COUNTED = 1_000;
