import { mayBeCompared, usualReading } from '@trellis/forms/model';
import { FieldSelect } from '@trellis/forms/react';
import type { FormKey, KeyPart } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { useDesign } from '../design.tsx';
import { TextPair } from '../panel/text-pair.tsx';
import { useT } from './messages.ts';
import { ReadingSelect } from './reading-select.tsx';

/** Fields of a key at most. */
const MOST_FIELDS = 5;

/** A key: its fields, how each is read, which records don't count, and what is said. */
export function KeyEditor(props: {
  readonly value: FormKey;
  readonly count: number;
  readonly onChange: (key: FormKey) => void;
  readonly onRemove: () => void;
}) {
  const { value, count, onChange } = props;
  const t = useT();
  const { text } = useLocale();
  const { form } = useDesign();
  const { message: _, ...silent } = value;
  const set = (fields: readonly KeyPart[]) => onChange({ ...value, fields });
  const used = new Set(value.fields.map(({ field }) => field));
  const free = [...form.fields.values()].find(
    (field) => mayBeCompared(field) && !field.type.generated && !used.has(field.key),
  );
  const name = (key: string) => text(form.fields.get(key)?.meta.label ?? { zh: key });
  return (
    <fieldset className="d-check">
      <legend>{t('keyOf', { count })}</legend>
      {value.fields.map((part, index) => (
        <div key={part.field} className="d-key-part">
          <FieldSelect
            label={t('field')}
            form={form}
            value={part.field}
            fits={(field) => mayBeCompared(field) && (field.key === part.field || !used.has(field.key))}
            onChange={(key) => {
              const field = form.fields.get(key);
              if (field) set(value.fields.with(index, { field: key, as: usualReading(field) }));
            }}
          />
          <ReadingSelect
            label={t('as')}
            field={form.fields.get(part.field)}
            value={part.as}
            onChange={(as) => set(value.fields.with(index, { ...part, as }))}
          />
          {value.fields.length > 1 ? (
            <Button
              size="small"
              type="text"
              icon={<Icon name="close" />}
              aria-label={t('removeField', { name: name(part.field) })}
              onClick={() => set(value.fields.toSpliced(index, 1))}
            />
          ) : null}
        </div>
      ))}
      {free && value.fields.length < MOST_FIELDS ? (
        <Button
          size="small"
          type="link"
          onClick={() => set([...value.fields, { field: free.key, as: usualReading(free) }])}
        >
          {t('addField')}
        </Button>
      ) : null}
      <Exceptions value={value} onChange={onChange} />
      <TextPair
        zh={t('message')}
        en={t('messageEn')}
        optional
        value={value.message}
        onChange={(message) => onChange(message ? { ...silent, message } : silent)}
      />
      <Button
        size="small"
        type="text"
        danger
        icon={<Icon name="delete" />}
        aria-label={t('removeKey', { count })}
        onClick={props.onRemove}
      />
    </fieldset>
  );
}

/** Records that a key leaves alone because of their option, such as what is closed. */
function Exceptions({
  value,
  onChange,
}: {
  readonly value: FormKey;
  readonly onChange: (key: FormKey) => void;
}) {
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const { form } = useDesign();
  const choices = [...form.fields.values()].filter(
    ({ kind, many, type, config, meta }) =>
      kind === 'option' && !many && !meta.encrypted && type.options?.(config) !== undefined,
  );
  const { except, ...whole } = value;
  if (choices.length === 0 && !except) return null;
  const field = except && form.fields.get(except.field);
  const options = field?.type.options?.(field.config) ?? [];
  return (
    <div className="f-setting">
      <label htmlFor={id}>{t('except')}</label>
      <Select
        id={id}
        style={{ width: '100%' }}
        value={except?.field ?? ''}
        options={[
          { value: '', label: t('exceptNone') },
          ...choices.map(({ key, meta }) => ({ value: key, label: text(meta.label) })),
        ]}
        onChange={(key) => {
          const first = form.fields
            .get(key)
            ?.type.options?.(form.fields.get(key)?.config ?? {})
            ?.at(-1);
          onChange(first ? { ...whole, except: { field: key, in: [first.key] } } : whole);
        }}
      />
      {except ? (
        <Select<string[]>
          mode="multiple"
          aria-label={t('exceptIn')}
          style={{ width: '100%', marginTop: 4 }}
          value={[...except.in]}
          options={options.map(({ key, label }) => ({ value: key, label: text(label) }))}
          onChange={(chosen) =>
            onChange(chosen.length > 0 ? { ...whole, except: { ...except, in: chosen } } : whole)
          }
        />
      ) : null}
    </div>
  );
}
