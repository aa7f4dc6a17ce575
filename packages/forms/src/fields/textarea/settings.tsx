import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { OptionalNumberSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { TextareaConfig } from './model.ts';

export function TextareaSettings({ config, onChange }: SettingsProps<TextareaConfig>) {
  const t = useT();
  const s = useSettingT();
  return (
    <>
      <WholeNumberSetting
        label={t('rows')}
        value={config.rows}
        min={2}
        max={20}
        onChange={(rows) => onChange({ ...config, rows })}
      />
      <OptionalNumberSetting
        label={s('minLength')}
        value={config.minLength}
        min={1}
        max={100_000}
        onChange={(minLength) => onChange(withSetting(config, 'minLength', minLength))}
      />
      <WholeNumberSetting
        label={t('maxLength')}
        value={config.maxLength}
        min={1}
        max={100_000}
        onChange={(maxLength) => onChange({ ...config, maxLength })}
      />
      <SwitchSetting
        label={s('links')}
        value={config.links}
        onChange={(links) => onChange(withSetting(config, 'links', links))}
      />
    </>
  );
}
