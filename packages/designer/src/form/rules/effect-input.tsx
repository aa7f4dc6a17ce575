import { useLocale } from '@trellis/ui/react';
import { Button, Input, Segmented, Select } from 'antd';
import { useDesign } from '../design.tsx';
import type { DraftEffect } from './draft-effect.ts';
import { useT } from './messages.ts';
import { optionsOf, sectionsIn, useNames } from './names.ts';

/** What stands behind the kind of an effect: fields, sections, options, words. */
export function EffectInput(props: {
  readonly effect: DraftEffect;
  readonly label: string;
  readonly onChange: (effect: DraftEffect) => void;
  /** The default of a field shall be set. */
  readonly onDefault: (field: string) => void;
}) {
  const { effect } = props;
  switch (effect.kind) {
    case 'show':
      return <Parts {...props} effect={effect} />;
    case 'options':
      return <Options {...props} effect={effect} />;
    case 'hint':
      return <Hint {...props} effect={effect} />;
    case 'value':
      return <Value {...props} effect={effect} />;
    default:
      return <Fields {...props} effect={effect} />;
  }
}

type Props<K extends DraftEffect['kind']> = {
  readonly effect: Extract<DraftEffect, { kind: K }>;
  readonly label: string;
  readonly onChange: (effect: DraftEffect) => void;
};

const SECTION = '#';

function Parts({ effect, label, onChange }: Props<'show'>) {
  const t = useT();
  const names = useNames();
  const { document, form } = useDesign();
  const sections = sectionsIn(document);
  const fields = [...form.fields.keys(), ...form.displays.keys()];
  return (
    <Select<string[]>
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={t(sections.length > 0 ? 'chooseParts' : 'chooseFields')}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...effect.sections.map((key) => SECTION + key), ...effect.fields]}
      options={[
        ...(sections.length > 0
          ? [
              {
                label: t('sections'),
                options: sections.map(({ key }) => ({ value: SECTION + key, label: names.section(key) })),
              },
            ]
          : []),
        { label: t('fields'), options: fields.map((key) => ({ value: key, label: names.field(key) })) },
      ]}
      onChange={(chosen) =>
        onChange({
          kind: 'show',
          fields: chosen.filter((one) => !one.startsWith(SECTION)),
          sections: chosen.filter((one) => one.startsWith(SECTION)).map((one) => one.slice(SECTION.length)),
        })
      }
    />
  );
}

function Fields({ effect, label, onChange }: Props<'require' | 'lock'>) {
  const t = useT();
  const names = useNames();
  const { form } = useDesign();
  const written = [...form.fields.values()].filter(({ type }) => !type.generated);
  return (
    <Select<string[]>
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={t('chooseFields')}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...effect.fields]}
      options={written.map(({ key }) => ({ value: key, label: names.field(key) }))}
      onChange={(fields) => onChange({ ...effect, fields })}
    />
  );
}

function OneField(props: {
  readonly label: string;
  readonly value: string;
  readonly keys: readonly string[];
  readonly onChange: (key: string) => void;
}) {
  const t = useT();
  const names = useNames();
  return (
    <Select<string | null>
      style={{ width: '100%' }}
      aria-label={props.label}
      placeholder={t('chooseField')}
      showSearch={{ optionFilterProp: 'label' }}
      value={props.value || null}
      options={props.keys.map((key) => ({ value: key, label: names.field(key) }))}
      onChange={(key) => {
        if (key !== null) props.onChange(key);
      }}
    />
  );
}

function Options({ effect, label, onChange }: Props<'options'>) {
  const t = useT();
  const { text } = useLocale();
  const { form } = useDesign();
  const choices = [...form.fields.keys()].filter((key) => optionsOf(form, key).length > 0);
  if (choices.length === 0) return <p className="f-help">{t('noChoice')}</p>;
  return (
    <div className="d-effect-parts">
      <OneField
        label={label}
        value={effect.field}
        keys={choices}
        onChange={(field) => onChange({ kind: 'options', field, options: [] })}
      />
      <Select<string[]>
        mode="multiple"
        style={{ width: '100%' }}
        aria-label={t('chooseOptions')}
        placeholder={t('chooseOptions')}
        disabled={effect.field === ''}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...effect.options]}
        options={optionsOf(form, effect.field)
          .filter(({ retired }) => !retired)
          .map((option) => ({ value: option.key, label: text(option.label) }))}
        onChange={(options) => onChange({ ...effect, options })}
      />
    </div>
  );
}

function Hint({ effect, label, onChange }: Props<'hint'>) {
  const t = useT();
  const { form } = useDesign();
  const { en } = effect.text;
  return (
    <div className="d-effect-parts">
      <OneField
        label={label}
        value={effect.field}
        keys={[...form.fields.keys()]}
        onChange={(field) => onChange({ ...effect, field })}
      />
      <Input
        aria-label={t('hintText')}
        placeholder={t('hintText')}
        maxLength={200}
        value={effect.text.zh}
        onChange={({ target }) => onChange({ ...effect, text: { ...effect.text, zh: target.value } })}
      />
      <Input
        aria-label={t('hintTextEn')}
        placeholder={t('hintTextEn')}
        maxLength={200}
        value={en ?? ''}
        onChange={({ target }) =>
          onChange({
            ...effect,
            text: target.value ? { zh: effect.text.zh, en: target.value } : { zh: effect.text.zh },
          })
        }
      />
      <Segmented<'info' | 'warning'>
        aria-label={t('tone')}
        value={effect.tone ?? 'info'}
        options={[
          { value: 'info', label: t('info') },
          { value: 'warning', label: t('warning') },
        ]}
        onChange={(tone) => {
          const { tone: _, ...rest } = effect;
          onChange(tone === 'info' ? rest : { ...rest, tone });
        }}
      />
    </div>
  );
}

function Value({
  effect,
  label,
  onChange,
  onDefault,
}: Props<'value'> & { readonly onDefault: (field: string) => void }) {
  const t = useT();
  const { form } = useDesign();
  const own = [...form.fields.values()].filter(
    ({ type, owned }) => !type.generated && !owned && type.kind !== 'file',
  );
  return (
    <div className="d-effect-parts">
      <OneField
        label={label}
        value={effect.field}
        keys={own.map(({ key }) => key)}
        onChange={(field) => onChange({ kind: 'value', field })}
      />
      <p className="f-help">{t('valueHint')}</p>
      <Button disabled={effect.field === ''} onClick={() => onDefault(effect.field)}>
        {t('toDefault')}
      </Button>
    </div>
  );
}
