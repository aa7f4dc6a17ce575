import { useQueryClient } from '@tanstack/react-query';
import { splitRef } from '@trellis/forms/model';
import { keys, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Button, Checkbox, Input, Progress, Select } from 'antd';
import { useId, useMemo, useRef, useState } from 'react';
import { useBusy } from '../../core/use-busy.tsx';
import { useConversion } from '../../core/use-conversion.tsx';
import { useT } from './messages.ts';
import { labelOf } from './use-create.ts';
import { WayFoot, type WayProps } from './way.tsx';

/** One more form like one that is there. */
export function CopyWay({ app, onClose, onDone }: WayProps) {
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const catalog = useClientCatalog();
  const { busy, run } = useBusy();
  const [source, setSource] = useState<string>();
  const [name, setName] = useState('');
  const [data, setData] = useState(false);
  const stop = useRef<AbortController>(undefined);
  // Forms by app, those of this one first.
  const groups = useMemo(
    () =>
      [...catalog.apps]
        .sort(([a], [b]) => Number(b === app) - Number(a === app))
        .map(([key, document]) => ({
          label: text(document.label),
          options: [...catalog.forms].flatMap(([ref, info]) =>
            ref.startsWith(`${key}:`) ? [{ value: ref, label: text(info.label) }] : [],
          ),
        }))
        .filter(({ options }) => options.length > 0),
    [catalog, app, text],
  );
  const labelOfSource = (ref: string) => text(catalog.forms.get(ref)?.label ?? { zh: '' });
  const submit = () => {
    if (!source || !name.trim()) return;
    const { app: from, key: form } = splitRef(source);
    void run(async () => {
      const abort = new AbortController();
      stop.current = abort;
      cache.removeQueries({ queryKey: keys.conversion(workspace, source) });
      try {
        const copy = await client.call('copyForm', {
          params: { workspace, app: from, form },
          body: { app, label: labelOf(name), data },
          signal: abort.signal,
        });
        const count = { form: name.trim(), count: copy.records };
        const done = data ? t('copied', count) : t('copiedForm', count);
        toast.success(copy.refused > 0 ? `${done} · ${t('refused', { count: copy.refused })}` : done);
        await onDone(copy.form, data ? 'records' : 'design', copy.left);
      } catch (error) {
        if (!abort.signal.aborted) throw error;
        toast.success(t('stopped'));
      }
    });
  };
  return (
    <>
      <div className="f-setting">
        <label htmlFor={`${id}-source`}>{t('source')}</label>
        <Select
          id={`${id}-source`}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('chooseForm')}
          value={source ?? null}
          options={groups}
          disabled={busy}
          onChange={(ref) => {
            if (!ref) return;
            setSource(ref);
            setName(t('copyOf', { form: labelOfSource(ref) }));
          }}
        />
      </div>
      <div className="f-setting">
        <label htmlFor={`${id}-name`}>{t('copyName')}</label>
        <Input
          id={`${id}-name`}
          maxLength={60}
          value={name}
          disabled={busy}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={submit}
        />
      </div>
      <div className="f-setting">
        <Checkbox checked={data} disabled={busy} onChange={({ target }) => setData(target.checked)}>
          {t('withData')}
        </Checkbox>
        <div className="f-help">{data ? t('withDataHint') : t('copyHint')}</div>
      </div>
      {busy && source ? <CopyProgress form={source} /> : null}
      <WayFoot disabled={!source || !name.trim()} busy={busy} onCancel={onClose} onCreate={submit}>
        {busy && data ? <Button onClick={() => stop.current?.abort()}>{t('stop')}</Button> : null}
      </WayFoot>
    </>
  );
}

/** How far the copying is; the server tells of it as of a conversion of the form. */
function CopyProgress({ form }: { readonly form: string }) {
  const t = useT();
  const data = useConversion(form);
  return (
    <div className="d-way-progress" role="status">
      <span>{data ? t('copying', { done: data.done, total: data.total }) : t('copyingStart')}</span>
      <Progress
        percent={data?.total ? Math.round((data.done / data.total) * 100) : 0}
        showInfo={false}
        strokeColor="var(--t-brand)"
      />
      <span className="f-help">{t('copyingHint')}</span>
    </div>
  );
}
