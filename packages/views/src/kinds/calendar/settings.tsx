import { CALENDAR_MODES, type CalendarConfig } from '@trellis/metadata';
import { useTimeT } from '../../time/messages.ts';
import { TimeSettings } from '../../time/time-settings.tsx';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { ChoiceSetting, FieldsSetting, isFactColumn } from '../setting.tsx';

const FACTS = 3;

/** Which dates a calendar goes by, and what it says of records. */
export function CalendarSettings({ info, config, onChange }: SettingsProps<CalendarConfig>) {
  const t = useKindT();
  const words = useTimeT();
  return (
    <div className="v-kind-settings">
      <TimeSettings info={info} config={config} onChange={onChange} />
      <FieldsSetting
        form={info.form}
        label={t('card')}
        fits={(column) => isFactColumn(column) && column.key !== info.form.titleField}
        most={FACTS}
        value={config.card ?? []}
        onChange={(card) => onChange({ ...config, card })}
      />
      <ChoiceSetting
        label={t('mode')}
        value={config.mode ?? 'month'}
        options={CALENDAR_MODES.map((value) => ({ value, label: words(value) }))}
        onChange={(mode) => onChange({ ...config, mode })}
      />
    </div>
  );
}
