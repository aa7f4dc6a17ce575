import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { BoundSetting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import {
  ChoiceSetting,
  ColorStepsSetting,
  LabelSetting,
  RoundingSetting,
  SwitchSetting,
} from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { NumberConfig } from './model.ts';

const DISPLAYS = ['number', 'progress', 'stepper'] as const;

export function NumberSettings({ config, onChange }: SettingsProps<NumberConfig>) {
  const t = useT();
  const s = useSettingT();
  const set = <K extends keyof NumberConfig>(key: K, value: NumberConfig[K] | undefined) =>
    onChange(withSetting(config, key, value));
  return (
    <>
      <ChoiceSetting
        label={s('display')}
        value={config.display ?? 'number'}
        options={DISPLAYS.map((value) => ({ value, label: s(`display_${value}`) }))}
        onChange={(display) => set('display', display === 'number' ? undefined : display)}
      />
      {config.display === 'stepper' ? (
        <BoundSetting label={s('step')} value={config.step} onChange={(step) => set('step', step)} />
      ) : null}
      <WholeNumberSetting
        label={t('decimals')}
        value={config.decimals}
        min={0}
        max={12}
        onChange={(decimals) => onChange({ ...config, decimals })}
      />
      <OfInput>
        <RoundingSetting value={config.rounding} onChange={(rounding) => set('rounding', rounding)} />
        <BoundSetting label={t('min')} value={config.min} onChange={(min) => set('min', min)} />
        <BoundSetting label={t('max')} value={config.max} onChange={(max) => set('max', max)} />
      </OfInput>
      <LabelSetting label={s('prefix')} value={config.prefix} onChange={(prefix) => set('prefix', prefix)} />
      <LabelSetting label={s('unit')} value={config.unit} onChange={(unit) => set('unit', unit)} />
      <SwitchSetting
        label={t('thousands')}
        value={config.thousands}
        onChange={(thousands) => set('thousands', thousands)}
      />
      {config.decimals > 0 ? (
        <SwitchSetting
          label={s('zeros')}
          hint={s('zerosHint')}
          value={config.zeros}
          onChange={(zeros) => set('zeros', zeros)}
        />
      ) : null}
      <ColorStepsSetting value={config.colors} onChange={(colors) => set('colors', colors)} />
    </>
  );
}
