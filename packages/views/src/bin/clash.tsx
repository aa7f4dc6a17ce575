import type { Values } from '@trellis/forms/model';
import { FieldWidget, RecordProvider } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { ApiError, type Refs, Sheet, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from './messages.ts';
import { type BinnedRecord, useBinActions } from './use-bin.ts';

/** What stands in the way of a record's return, by field. */
export type Clash = ReadonlyMap<string, string>;

/** The fields whose values other records have by now, if that is all that is wrong and they can be changed here. */
export function clashOf({ form, readonly }: FormInfo, error: ApiError): Clash | undefined {
  const clashes = error.issues.map(({ path, message, code }) => {
    const key = path.map(String).find((step) => form.fields.has(step));
    return key !== undefined && !readonly.has(key) ? ([key, message ?? code] as const) : undefined;
  });
  const known = clashes.filter((clash) => clash !== undefined);
  return known.length > 0 && known.length === clashes.length ? new Map(known) : undefined;
}

/** Other values for the fields that stand in the way of a record's return. */
export function ClashDialog(props: {
  readonly info: FormInfo;
  readonly record: BinnedRecord;
  readonly refs: Refs;
  readonly title: string;
  readonly clash: Clash;
  readonly onClose: () => void;
}) {
  const { info, record, title } = props;
  const { form } = info;
  const t = useT();
  const id = useId();
  const label = useFieldLabel(form);
  const toast = useToast();
  const { restoreAs } = useBinActions(form.app);
  const [clash, setClash] = useState(props.clash);
  const [set, setSet] = useState<Values>(() =>
    Object.fromEntries([...props.clash.keys()].map((key) => [key, (record.values[key] ?? null) as Value])),
  );
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await restoreAs(form.ref, record.id, set);
      toast.success(t('restored', { title }));
      props.onClose();
    } catch (error) {
      setBusy(false);
      const found = error instanceof ApiError ? clashOf(info, error) : undefined;
      if (found) setClash(found);
      else toast.error(error);
    }
  };
  const onScreen = {
    form,
    values: set,
    saved: record.values as Values,
    id: record.id,
    mode: 'edit' as const,
  };
  const keys = new Set([...Object.keys(set), ...clash.keys()]);
  return (
    <Sheet
      open
      width={480}
      maskClosable={false}
      title={t('clashTitle', { title })}
      onClose={props.onClose}
      footer={
        <div className="v-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void run()}>
            {t('clashDone')}
          </Button>
        </div>
      }
    >
      <p className="v-bin-text">{t('clashText')}</p>
      <RecordProvider value={onScreen}>
        {[...keys].map((key) => {
          const field = form.fields.get(key);
          if (!field) return null;
          const wrong = clash.get(key);
          return (
            <div key={key} className="v-bin-field">
              <label htmlFor={`${id}${key}`}>{label(key)}</label>
              <FieldWidget
                id={`${id}${key}`}
                field={field}
                value={(set[key] ?? null) as Value}
                onChange={(value) => setSet({ ...set, [key]: value })}
                required={field.required}
                disabled={busy}
                refs={props.refs}
                label={label(key)}
              />
              {wrong ? (
                <span className="v-bin-wrong" role="alert">
                  {wrong}
                </span>
              ) : null}
            </div>
          );
        })}
      </RecordProvider>
    </Sheet>
  );
}
