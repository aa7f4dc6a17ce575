import type { CompiledField } from '@trellis/forms/model';
import { ConditionSetting } from '@trellis/forms/react';
import type { FieldMeta } from '@trellis/metadata';
import { useT } from './rule-messages.ts';

type Rules = Pick<FieldMeta, 'visible' | 'requiredWhen' | 'readonlyWhen'>;

/** When a field shows, must be filled in, and can't be. */
export function FieldConditions(props: {
  readonly field: CompiledField;
  readonly onChange: (patch: { readonly [K in keyof Rules]?: Rules[K] | undefined }) => void;
}) {
  const { field, onChange } = props;
  const t = useT();
  const { visible, requiredWhen, readonlyWhen } = field.meta;
  const written = !field.type.generated && !field.type.display;
  return (
    <section className="d-type-settings" aria-label={t('conditions')}>
      <h3>{t('conditions')}</h3>
      <ConditionSetting
        label={t('visible')}
        without={t('alwaysVisible')}
        value={visible}
        onChange={(expr) => onChange({ visible: expr })}
      />
      {written && !field.required ? (
        <ConditionSetting
          label={t('requiredWhen')}
          without={t('neverRequired')}
          value={requiredWhen}
          onChange={(expr) => onChange({ requiredWhen: expr })}
        />
      ) : null}
      {written ? (
        <ConditionSetting
          label={t('readonlyWhen')}
          without={t('neverReadonly')}
          value={readonlyWhen}
          onChange={(expr) => onChange({ readonlyWhen: expr })}
        />
      ) : null}
    </section>
  );
}
