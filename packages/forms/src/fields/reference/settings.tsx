import { Checkbox, Segmented, Select } from 'antd';
import type { DeletePolicy } from '../../contract.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import {
  FieldsSetting,
  FormSetting,
  useDesignedForm,
  useFormAround,
  useNamedForm,
} from '../../widgets/form-settings.tsx';
import { LinkedConditionSetting } from '../../widgets/linked-condition-setting.tsx';
import { useT } from '../../widgets/relation-messages.tsx';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { FillsSetting } from './fills.tsx';
import type { ReferenceConfig } from './model.ts';

type Policy = 'keep' | DeletePolicy;
const POLICIES: readonly Policy[] = ['keep', 'clear', 'restrict', 'cascade'];

/** The target, and whether it is one or several, can't change once records point to it. */
export function ReferenceSettings({ config, onChange, published = false }: SettingsProps<ReferenceConfig>) {
  const t = useT();
  const target = useNamedForm(config.form);
  const form = useDesignedForm();
  const inRows = useFormAround() !== undefined;
  const policy: Policy = config.onDelete ?? 'keep';
  // A record of several is not gone with one of them, a row never takes its record along.
  const policies = POLICIES.filter((one) => one !== 'cascade' || !(config.many || inRows));
  const set = <K extends keyof ReferenceConfig>(key: K, value: ReferenceConfig[K] | undefined) =>
    onChange(withSetting(config, key, value));
  return (
    <>
      <FormSetting
        label={t('targetForm')}
        value={config.form}
        disabled={published}
        onChange={(next) => onChange({ form: next, ...(config.many ? { many: true } : {}) })}
      />
      <Setting label={t('count')}>
        {(id) => (
          <Segmented<'one' | 'many'>
            id={id}
            block
            disabled={published}
            value={config.many ? 'many' : 'one'}
            options={[
              { value: 'one', label: t('one') },
              { value: 'many', label: t('many') },
            ]}
            onChange={(count) => {
              const { many: _, max: __, fills, onDelete, ...rest } = config;
              const one = { ...rest, ...(fills ? { fills } : {}), ...(onDelete ? { onDelete } : {}) };
              const several = onDelete === 'cascade' || !onDelete ? rest : { ...rest, onDelete };
              onChange(count === 'many' ? { ...several, many: true } : one);
            }}
          />
        )}
      </Setting>
      {config.many ? (
        <WholeNumberSetting
          label={t('max')}
          value={config.max ?? 1_000}
          min={1}
          max={1_000}
          onChange={(max) => set('max', max === 1_000 ? undefined : max)}
        />
      ) : null}
      <Setting label={t('look')}>
        {(id) => (
          <Segmented<'dropdown' | 'cards' | 'table'>
            id={id}
            block
            value={config.look ?? 'dropdown'}
            options={(['dropdown', 'cards', 'table'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(look) => set('look', look === 'dropdown' ? undefined : look)}
          />
        )}
      </Setting>
      {target ? (
        <>
          <FieldsSetting
            label={t('display')}
            form={target}
            value={config.display ?? []}
            max={6}
            onChange={(keys) => set('display', keys.length > 0 ? keys : undefined)}
          />
          <LinkedConditionSetting
            label={t('filter')}
            target={target}
            form={form}
            value={config.filter}
            onChange={(filter) => set('filter', filter)}
          />
        </>
      ) : null}
      <Checkbox
        className="f-setting-check"
        checked={config.create ?? true}
        onChange={({ target: { checked } }) => set('create', checked ? undefined : false)}
      >
        {t('create')}
      </Checkbox>
      <Setting label={t('onDelete')} hint={t(`delete_${policy}Hint`)}>
        {(id) => (
          <Select<Policy>
            id={id}
            style={{ width: '100%' }}
            value={policy}
            options={policies.map((value) => ({ value, label: t(`delete_${value}`) }))}
            onChange={(next) => set('onDelete', next === 'keep' ? undefined : next)}
          />
        )}
      </Setting>
      {target && form && !config.many ? (
        <FillsSetting
          target={target}
          form={form}
          value={config.fills ?? []}
          onChange={(fills) => set('fills', fills.length > 0 ? fills : undefined)}
        />
      ) : null}
    </>
  );
}
