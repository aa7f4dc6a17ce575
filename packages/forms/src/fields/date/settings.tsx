import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import type { DateConfig } from './model.ts';

export function DateSettings({ config, onChange }: SettingsProps<DateConfig>) {
  const t = useT();
  const bound = (key: 'min' | 'max', label: string) => (
    <Setting label={label}>
      {(id) => (
        <DatePicker
          id={id}
          style={{ width: '100%' }}
          value={config[key] ? dayjs(config[key], 'YYYY-MM-DD') : null}
          onChange={(day) => onChange(withSetting(config, key, day?.format('YYYY-MM-DD')))}
        />
      )}
    </Setting>
  );
  return (
    <>
      {bound('min', t('minDate'))}
      {bound('max', t('maxDate'))}
    </>
  );
}
