import { Segmented } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { Setting } from '../../widgets/setting.tsx';
import type { DatetimeConfig } from './model.ts';

export function DatetimeSettings({ config, onChange }: SettingsProps<DatetimeConfig>) {
  const t = useT();
  return (
    <Setting label={t('precision')}>
      {(id) => (
        <Segmented
          id={id}
          value={config.precision}
          options={[
            { value: 'minute' as const, label: t('minute') },
            { value: 'second' as const, label: t('second') },
          ]}
          onChange={(precision) => onChange({ precision })}
        />
      )}
    </Setting>
  );
}
