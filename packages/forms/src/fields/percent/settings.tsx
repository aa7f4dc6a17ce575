import { divDecimal, mulDecimal, normalizeDecimal } from '@trellis/logic';
import type { Bound } from '../../values/number.ts';
import type { ColorStep } from '../../values/steps.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { BoundSetting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, ColorStepsSetting, RoundingSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { PercentConfig } from './model.ts';

/** Settings hold fractions, people think in per cent. */
const points = (bound: Bound | undefined): string | undefined => {
  const value = bound === undefined ? null : normalizeDecimal(bound);
  return (value && mulDecimal(value, '100')) ?? undefined;
};
const fraction = (bound: Bound | undefined): string | undefined => {
  const value = bound === undefined ? null : normalizeDecimal(bound);
  return (value && divDecimal(value, '100')) ?? undefined;
};
const convert = (steps: readonly ColorStep[] | undefined, by: typeof points) =>
  steps?.map(({ from, color }): ColorStep => {
    const bound = by(from);
    return bound === undefined ? { color } : { color, from: bound };
  });

export function PercentSettings({ config, onChange }: SettingsProps<PercentConfig>) {
  const t = useT();
  const s = useSettingT();
  const set = <K extends keyof PercentConfig>(key: K, value: PercentConfig[K] | undefined) =>
    onChange(withSetting(config, key, value));
  return (
    <>
      <ChoiceSetting
        label={s('display')}
        value={config.display ?? 'number'}
        options={(['number', 'progress'] as const).map((value) => ({
          value,
          label: s(`display_${value}`),
        }))}
        onChange={(display) => set('display', display === 'number' ? undefined : display)}
      />
      <WholeNumberSetting
        label={t('percentDecimals')}
        value={config.decimals}
        min={0}
        max={8}
        onChange={(decimals) => onChange({ ...config, decimals })}
      />
      <OfInput>
        <RoundingSetting value={config.rounding} onChange={(rounding) => set('rounding', rounding)} />
        <BoundSetting
          label={`${t('min')} (%)`}
          value={points(config.min)}
          onChange={(min) => set('min', fraction(min))}
        />
        <BoundSetting
          label={`${t('max')} (%)`}
          value={points(config.max)}
          onChange={(max) => set('max', fraction(max))}
        />
      </OfInput>
      <ColorStepsSetting
        suffix="%"
        value={convert(config.colors, points)}
        onChange={(steps) => set('colors', convert(steps, fraction))}
      />
    </>
  );
}
