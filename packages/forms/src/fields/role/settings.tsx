import { useChoiceT } from '../../widgets/choice-messages.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { NoSettings, withSetting } from '../../widgets/setting.tsx';
import { SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { RoleConfig } from './model.ts';

export function RoleSettings({ config, onChange, published }: SettingsProps<RoleConfig>) {
  const t = useChoiceT();
  if (published) return <NoSettings />;
  return (
    <SwitchSetting
      label={t('many')}
      value={config.many}
      onChange={(many) => onChange(withSetting(config, 'many', many))}
    />
  );
}
