import { normalizeDecimal } from '@trellis/logic';
import { defineMessages, useLocale } from '@trellis/ui/react';
import { Input } from 'antd';
import { useState } from 'react';
import { DURATION_UNITS, formatDuration, parseDuration } from '../../values/duration.ts';
import type { Bound } from '../../values/number.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { DurationConfig } from './model.ts';

const useOwnT = defineMessages('fields.duration', {
  zh: { unit: '没写单位的数字按', largest: '最大显示到' },
  en: { unit: 'A number without a unit counts', largest: 'Largest unit shown' },
});

export function DurationSettings({ config, onChange }: SettingsProps<DurationConfig>) {
  const t = useT();
  const s = useSettingT();
  const own = useOwnT();
  const units = DURATION_UNITS.map((value) => ({ value, label: s(`unit_${value}`) }));
  return (
    <>
      <ChoiceSetting
        label={own('unit')}
        value={config.unit}
        options={units}
        onChange={(unit) => onChange({ ...config, unit: unit ?? 'hour' })}
      />
      <ChoiceSetting
        label={own('largest')}
        value={config.largest}
        options={units}
        onChange={(largest) => onChange({ ...config, largest: largest ?? 'day' })}
      />
      <OfInput>
        {(['min', 'max'] as const).map((side) => (
          <LengthSetting
            key={side}
            label={t(side)}
            value={config[side]}
            unit={config.unit}
            onChange={(bound) => onChange(withSetting(config, side, bound))}
          />
        ))}
      </OfInput>
    </>
  );
}

/** A bound written as people say it; what can't be read yet stays as typed. */
function LengthSetting(props: {
  label: string;
  value: Bound | undefined;
  unit: DurationConfig['unit'];
  onChange: (value: string | undefined) => void;
}) {
  const { locale } = useLocale();
  const [draft, setDraft] = useState<string>();
  const stored = props.value === undefined ? null : normalizeDecimal(props.value);
  return (
    <Setting label={props.label}>
      {(id) => (
        <Input
          id={id}
          value={draft ?? (stored === null ? '' : formatDuration(stored, 'day', locale))}
          {...(draft !== undefined && !parseDuration(draft, props.unit).ok
            ? { status: 'error' as const }
            : {})}
          onBlur={() => setDraft(undefined)}
          onChange={(event) => {
            setDraft(event.target.value);
            const read = parseDuration(event.target.value, props.unit);
            if (read.ok) props.onChange(read.value ?? undefined);
          }}
        />
      )}
    </Setting>
  );
}
