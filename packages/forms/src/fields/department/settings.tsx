import { useChoiceT } from '../../widgets/choice-messages.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { DepartmentConfig } from './model.ts';

export function DepartmentSettings({ config, onChange, published }: SettingsProps<DepartmentConfig>) {
  const t = useChoiceT();
  return (
    <>
      {published ? null : (
        <SwitchSetting
          label={t('many')}
          value={config.many}
          onChange={(many) => onChange(withSetting(config, 'many', many))}
        />
      )}
      <ChoiceSetting
        label={t('range')}
        value={config.range ?? 'all'}
        options={[
          { value: 'all' as const, label: t('rangeAllDepartments') },
          { value: 'own' as const, label: t('rangeOwnDepartments') },
        ]}
        onChange={(range) => onChange(withSetting(config, 'range', range === 'all' ? undefined : range))}
      />
      {config.range === 'own' ? (
        <SwitchSetting
          label={t('below')}
          value={config.below}
          onChange={(below) => onChange(withSetting(config, 'below', below))}
        />
      ) : null}
    </>
  );
}
