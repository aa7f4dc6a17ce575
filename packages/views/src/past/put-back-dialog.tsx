import { FieldCell } from '@trellis/forms/react';
import {
  ErrorState,
  formatDateTime,
  Icon,
  type Refs,
  Sheet,
  SkeletonRows,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { MemberName } from '../data/system-cell.tsx';
import { useT } from './messages.ts';
import './past.css';
import { type To, usePutBack, usePutBackPreview } from './use-past.ts';

/** Shows what a record would get back, and puts back what is ticked. */
export function PutBackDialog(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly to: To;
  /** Of one change only its fields; else all that differs. */
  readonly only?: readonly string[] | undefined;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}) {
  const { info, id, to } = props;
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const toast = useToast();
  const label = useFieldLabel(info.form);
  const preview = usePutBackPreview(info.form.ref, id, to);
  const putBack = usePutBack(info.form.ref, id);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { data } = preview;
  const fields = (data?.fields ?? []).filter(({ field }) => props.only?.includes(field) ?? true);
  const chosen = fields.filter(({ field, issue }) => !issue && !left.has(field)).map(({ field }) => field);
  const run = async () => {
    if (!data) return;
    setBusy(true);
    try {
      await putBack({ to, fields: chosen, version: data.version });
      toast.success(t('done', { count: chosen.length }));
      props.onClose();
      props.onDone?.();
    } catch (error) {
      toast.error(error);
      setBusy(false);
      void preview.refetch();
    }
  };
  const toggle = (field: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(field);
    else next.add(field);
    setLeft(next);
  };
  return (
    <Sheet
      open
      width={600}
      title={t('change' in to && to.side === 'before' ? 'putBackBefore' : 'putBackTitle', {
        time: data ? formatDateTime(data.at, { locale, tz }) : '…',
      })}
      onClose={props.onClose}
      footer={
        <div className="v-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={chosen.length === 0} loading={busy} onClick={() => void run()}>
            {t('run', { count: chosen.length })}
          </Button>
        </div>
      }
    >
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : !data ? (
        <SkeletonRows rows={3} columns={3} height={44} />
      ) : fields.length === 0 ? (
        <p className="v-past-text">{t('nothing')}</p>
      ) : (
        <>
          <p className="v-past-text">{t('putBackText')}</p>
          {data.issues.map(({ message, code }) => (
            <Alert key={code + message} type="warning" showIcon title={message ?? code} />
          ))}
          <ul className="v-past-list">
            {fields.map(({ field, now, was, issue }) => (
              <li key={field}>
                <Checkbox
                  checked={!issue && !left.has(field)}
                  disabled={issue !== undefined}
                  aria-label={t('choose', { field: label(field) })}
                  onChange={(event) => toggle(field, event.target.checked)}
                />
                <div>
                  <Way info={info} field={field} from={now} to={was} refs={data.refs} />
                  {issue ? <span className="v-past-why">{issue.message ?? t('cannot')}</span> : null}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

/** A field with two of its values. */
export function Way(props: {
  readonly info: FormInfo;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly refs: Refs;
}) {
  const { info, field: key, refs } = props;
  const label = useFieldLabel(info.form);
  const field = info.form.fields.get(key);
  const value = (given: unknown) =>
    field ? (
      <FieldCell field={field} value={given} refs={refs} look="page" />
    ) : typeof given === 'string' ? (
      <MemberName id={given} refs={refs} />
    ) : (
      <span className="t-muted">—</span>
    );
  return (
    <>
      <span className="v-past-label">{label(key)}</span>
      <span className="v-change-way">
        <span className="v-before">{value(props.from)}</span>
        <Icon name="arrow-right" />
        <span className="v-after">{value(props.to)}</span>
      </span>
    </>
  );
}
