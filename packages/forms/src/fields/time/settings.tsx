import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { ChoiceSetting } from '../../widgets/setting-inputs.tsx';
import { TimeLimitSettings } from '../../widgets/time-settings.tsx';
import type { TimeConfig } from './model.ts';

const useOwnT = defineMessages('fields.time', {
  zh: { minute: '时:分', second: '时:分:秒' },
  en: { minute: 'Minute', second: 'Second' },
});

export function TimeSettings({ config, onChange }: SettingsProps<TimeConfig>) {
  const t = useT();
  const own = useOwnT();
  return (
    <>
      <ChoiceSetting
        label={t('precision')}
        value={config.precision}
        options={(['minute', 'second'] as const).map((value) => ({ value, label: own(value) }))}
        onChange={(precision) => onChange({ ...config, precision: precision ?? 'minute' })}
      />
      <OfInput>
        <TimeLimitSettings sort="time" config={config} onChange={onChange} />
      </OfInput>
    </>
  );
}
