import { useQueryClient } from '@tanstack/react-query';
import { formParams, Icon, keys, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { keyFacts } from '../record/key-facts.ts';
import { copyText } from './copy.ts';
import { useT } from './messages.ts';

/** Hours that a link may be asked to work for; 0: until it is turned off. */
const HOURS = [1, 24, 168, 720, 0] as const;

/** Chooses what a new link shows and for how long; then shows its address, this once. */
export function NewLink(props: {
  readonly info: FormInfo;
  readonly recordId: string;
  readonly onDone: () => void;
}) {
  const { info, recordId: id } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const expiry = useId();
  const offered = [...form.fields.values()].filter(({ meta }) => !meta.encrypted);
  const hasFiles = offered.some(({ type }) => type.files?.withFacts);
  const [fields, setFields] = useState<readonly string[]>(() => [
    ...(offered.some(({ key }) => key === form.titleField) ? [form.titleField] : []),
    ...keyFacts(info).map(({ key }) => key),
  ]);
  const [hours, setHours] = useState<number>(168);
  const [files, setFiles] = useState(false);
  const [busy, setBusy] = useState(false);
  const [address, setAddress] = useState<string>();

  const make = async () => {
    setBusy(true);
    try {
      const { token } = await client.call('createShareLink', {
        params: { ...formParams(workspace, form.ref), id },
        body: { fields: [...fields], files, ...(hours > 0 ? { hours } : {}) },
      });
      setAddress(`${window.location.origin}/s/${workspace}/${token}`);
      void cache.invalidateQueries({ queryKey: keys.shareLinks(workspace, form.ref, id) });
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  if (address !== undefined) return <Made address={address} onDone={props.onDone} />;
  const all = fields.length === offered.length;
  return (
    <div className="v-share-form">
      <p className="v-share-hint">{t('outsideHint')}</p>
      <label htmlFor={expiry}>{t('expiry')}</label>
      <Select
        id={expiry}
        value={hours}
        onChange={setHours}
        options={HOURS.map((value) => ({ value, label: value === 0 ? t('forever') : t(`hours_${value}`) }))}
      />
      <fieldset className="v-share-fields">
        <legend>{t('fields')}</legend>
        <Checkbox
          checked={all}
          indeterminate={!all && fields.length > 0}
          onChange={({ target }) => setFields(target.checked ? offered.map(({ key }) => key) : [])}
        >
          {t('all')}
        </Checkbox>
        <div className="v-share-list">
          {offered.map(({ key, meta }) => (
            <Checkbox
              key={key}
              checked={fields.includes(key)}
              onChange={({ target }) =>
                setFields(target.checked ? [...fields, key] : fields.filter((one) => one !== key))
              }
            >
              {text(meta.label)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      {hasFiles ? (
        <>
          <Checkbox checked={files} onChange={({ target }) => setFiles(target.checked)}>
            {t('withFiles')}
          </Checkbox>
          <p className="v-share-hint">{t('filesHint')}</p>
        </>
      ) : null}
      <div className="v-share-end">
        {fields.length === 0 ? <span className="v-comment-wrong">{t('noFields')}</span> : <span />}
        <span className="v-share-buttons">
          <Button onClick={props.onDone}>{t('cancel')}</Button>
          <Button type="primary" disabled={fields.length === 0} loading={busy} onClick={() => void make()}>
            {t('make')}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** The address of a new link, which nobody can show again. */
function Made({ address, onDone }: { readonly address: string; readonly onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const copy = async () => {
    if (await copyText(address)) toast.success(t('copied'));
    else toast.error(t('copyFailed'));
  };
  return (
    <div className="v-share-form">
      <strong role="status">{t('linkReady')}</strong>
      <div className="v-share-made">
        <Input
          readOnly
          value={address}
          aria-label={t('toOutside')}
          onFocus={({ target }) => target.select()}
        />
        <Button type="primary" icon={<Icon name="copy" />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      <p className="v-share-hint">{t('onlyNow')}</p>
      <div className="v-share-end">
        <span />
        <Button onClick={onDone}>{t('close')}</Button>
      </div>
    </div>
  );
}
