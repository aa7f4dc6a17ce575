import { useQueryClient } from '@tanstack/react-query';
import { fieldTypes, optionsOfLines } from '@trellis/forms/model';
import { formParams, Icon, keys, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useBusy } from '../../core/use-busy.tsx';
import { useT } from './messages.ts';
import './new-field.css';

/** Types that need no more than a name, or a name and options, the commonest first. */
const OFFERED = [
  'text',
  'number',
  'money',
  'date',
  'datetime',
  'select',
  'multi_select',
  'checkbox',
  'member',
  'phone',
  'textarea',
  'file',
];

/** Adds a field to a form where its records are looked at; it is there for everybody at once. */
export function NewField(props: {
  /** "app:form". */
  readonly form: string;
  /** Table that shows it. */
  readonly view: string;
  readonly onDone: () => void;
  readonly onDesign: () => void;
}) {
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const [name, setName] = useState('');
  const [type, setType] = useState(OFFERED[0] ?? 'text');
  const [lines, setLines] = useState('');
  const { busy, run } = useBusy();
  const kind = fieldTypes.get(type);
  const hasOptions = kind.options?.(kind.config.defaults()) !== undefined;
  const options = optionsOfLines(lines, []);
  const ready = name.trim() !== '' && (!hasOptions || options.length > 0);
  const add = () => {
    if (!ready) return;
    void run(async () => {
      await client.call('addField', {
        params: formParams(workspace, props.form),
        body: {
          type,
          label: { zh: name.trim() },
          ...(hasOptions ? { config: { options: [...options] } } : {}),
          ...(props.view ? { view: props.view } : {}),
        },
      });
      await cache.invalidateQueries({ queryKey: keys.catalog(workspace) });
      toast.success(t('added', { field: name.trim() }));
      props.onDone();
    });
  };
  return (
    <section className="d-new-field" aria-label={t('title')}>
      <div className="f-setting">
        <label htmlFor={`${id}-name`}>{t('name')}</label>
        <Input
          id={`${id}-name`}
          autoFocus
          maxLength={60}
          value={name}
          placeholder={t('placeholder')}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={add}
        />
      </div>
      <fieldset className="d-new-field-types" aria-label={t('type')}>
        {OFFERED.flatMap((one) => fieldTypes.find(one) ?? []).map((one) => (
          <button
            key={one.type}
            type="button"
            aria-pressed={one.type === type}
            title={text(one.description)}
            onClick={() => setType(one.type)}
          >
            <Icon name={one.icon} />
            <span>{text(one.label)}</span>
          </button>
        ))}
      </fieldset>
      {hasOptions ? (
        <div className="f-setting">
          <label htmlFor={`${id}-options`}>{t('options')}</label>
          <Input.TextArea
            id={`${id}-options`}
            rows={3}
            value={lines}
            placeholder={t('optionsPlaceholder')}
            onChange={({ target }) => setLines(target.value)}
          />
        </div>
      ) : null}
      <div className="f-help">{t('hint')}</div>
      <div className="d-dialog-foot d-new-field-foot">
        <Button type="link" onClick={props.onDesign}>
          {t('more')}
        </Button>
        <Button type="primary" disabled={!ready} loading={busy} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </section>
  );
}
