import { defineMessages } from '@trellis/ui/react';
import {
  DATE_DISPLAYS,
  DATE_PRECISIONS,
  type DateDisplay,
  type DatePrecision,
  writeDate,
} from '../../values/date-display.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import { TimeLimitSettings } from '../../widgets/time-settings.tsx';
import type { DateConfig } from './model.ts';

const useOwnT = defineMessages('fields.date', {
  zh: { year: '年', month: '年-月', day: '年-月-日' },
  en: { year: 'Year', month: 'Month', day: 'Day' },
});

export function DateSettings({ config, onChange }: SettingsProps<DateConfig>) {
  const t = useT();
  const s = useSettingT();
  const own = useOwnT();
  return (
    <>
      <ChoiceSetting<DatePrecision>
        label={t('precision')}
        value={config.precision ?? 'day'}
        options={DATE_PRECISIONS.toReversed().map((value) => ({ value, label: own(value) }))}
        onChange={(next) => onChange(withSetting(config, 'precision', next === 'day' ? undefined : next))}
      />
      <ChoiceSetting<DateDisplay>
        label={s('dateDisplay')}
        none={s('dateDisplay_none')}
        value={config.display}
        options={DATE_DISPLAYS.map((value) => ({
          value,
          label: writeDate('2026-03-01', value, config.precision),
        }))}
        onChange={(display) => onChange(withSetting(config, 'display', display))}
      />
      <OfInput>
        <TimeLimitSettings sort="date" config={config} onChange={onChange} />
      </OfInput>
    </>
  );
}
