import { Select } from 'antd';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { DepartmentSelect } from '../../widgets/department-select.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { MemberConfig } from './model.ts';

export function MemberSettings({ config, onChange, published }: SettingsProps<MemberConfig>) {
  const t = useChoiceT();
  const { roles = [] } = useFormServices();
  const set = <K extends keyof MemberConfig>(key: K, value: MemberConfig[K] | undefined) =>
    onChange(withSetting(config, key, value));
  return (
    <>
      {published ? null : (
        <SwitchSetting label={t('many')} value={config.many} onChange={(many) => set('many', many)} />
      )}
      <ChoiceSetting
        label={t('range')}
        value={config.range ?? 'all'}
        options={[
          { value: 'all' as const, label: t('rangeAll') },
          { value: 'own' as const, label: t('rangeOwn') },
          { value: 'departments' as const, label: t('rangeDepartments') },
          { value: 'roles' as const, label: t('rangeRoles') },
        ]}
        onChange={(range) => set('range', range === 'all' ? undefined : range)}
      />
      {config.range === 'departments' ? (
        <Setting label={t('departments')}>
          {(id) => (
            <DepartmentSelect
              id={id}
              multiple
              value={config.departments ?? null}
              onChange={(ids) => set('departments', Array.isArray(ids) ? (ids as string[]) : undefined)}
            />
          )}
        </Setting>
      ) : null}
      {config.range === 'roles' ? (
        <Setting label={t('roles')}>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="multiple"
              style={{ width: '100%' }}
              value={[...(config.roles ?? [])]}
              options={roles.map(({ key, label }) => ({ value: key, label }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(keys) => set('roles', keys.length > 0 ? keys : undefined)}
            />
          )}
        </Setting>
      ) : null}
      {config.range === 'departments' || config.range === 'own' ? (
        <SwitchSetting label={t('below')} value={config.below} onChange={(below) => set('below', below)} />
      ) : null}
    </>
  );
}
