import { defineMessages } from '@trellis/ui/react';
import { DATE_DISPLAYS, type DateDisplay, writeDate } from '../../values/date-display.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import { TimeLimitSettings } from '../../widgets/time-settings.tsx';
import type { DatetimeConfig } from './model.ts';

const useOwnT = defineMessages('fields.datetime', {
  zh: { hour: '时', minute: '时:分', second: '时:分:秒', showZone: '显示时区' },
  en: { hour: 'Hour', minute: 'Minute', second: 'Second', showZone: 'Name the time zone' },
});

export function DatetimeSettings({ config, onChange }: SettingsProps<DatetimeConfig>) {
  const t = useT();
  const s = useSettingT();
  const own = useOwnT();
  return (
    <>
      <ChoiceSetting
        label={t('precision')}
        value={config.precision}
        options={(['hour', 'minute', 'second'] as const).map((value) => ({ value, label: own(value) }))}
        onChange={(precision) => onChange({ ...config, precision: precision ?? 'minute' })}
      />
      <ChoiceSetting<DateDisplay>
        label={s('dateDisplay')}
        none={s('dateDisplay_none')}
        value={config.display}
        options={DATE_DISPLAYS.map((value) => ({ value, label: writeDate('2026-03-01', value) }))}
        onChange={(display) => onChange(withSetting(config, 'display', display))}
      />
      <OfInput>
        <TimeLimitSettings sort="datetime" config={config} onChange={onChange} />
      </OfInput>
      <SwitchSetting
        label={own('showZone')}
        value={config.showZone}
        onChange={(showZone) => onChange(withSetting(config, 'showZone', showZone))}
      />
    </>
  );
}
