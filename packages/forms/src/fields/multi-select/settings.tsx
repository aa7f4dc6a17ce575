import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { ChoiceSettings } from '../../widgets/choice-settings.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { OptionalNumberSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { MultiSelectConfig } from './model.ts';

export function MultiSelectSettings(props: SettingsProps<MultiSelectConfig>) {
  const t = useChoiceT();
  const { config, onChange } = props;
  return (
    <>
      <ChoiceSettings {...props} many displays={['dropdown', 'tiles']} />
      <OptionalNumberSetting
        label={t('minChoices')}
        value={config.min}
        min={1}
        max={1000}
        onChange={(min) => onChange(withSetting(config, 'min', min))}
      />
      <OptionalNumberSetting
        label={t('maxChoices')}
        value={config.max}
        min={1}
        max={1000}
        onChange={(max) => onChange(withSetting(config, 'max', max))}
      />
      {config.options.some(({ other }) => other) ? (
        <SwitchSetting
          label={t('otherAlone')}
          value={config.otherAlone}
          onChange={(alone) => onChange(withSetting(config, 'otherAlone', alone))}
        />
      ) : null}
    </>
  );
}
