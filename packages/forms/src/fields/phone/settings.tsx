import { Input } from 'antd';
import { useState } from 'react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { Setting } from '../../widgets/setting.tsx';
import type { PhoneConfig } from './model.ts';

/** What is being typed is kept until it is a country code. */
export function PhoneSettings({ config, onChange }: SettingsProps<PhoneConfig>) {
  const t = useT();
  const [draft, setDraft] = useState<string>();
  return (
    <Setting label={t('country')} hint={t('countryHint')}>
      {(id) => (
        <Input
          id={id}
          inputMode="tel"
          value={draft ?? config.country}
          {...(draft === undefined ? {} : { status: 'error' as const })}
          onBlur={() => setDraft(undefined)}
          onChange={(event) => {
            const typed = event.target.value.trim();
            const valid = /^\+[1-9][0-9]{0,2}$/.test(typed);
            setDraft(valid ? undefined : typed);
            if (valid) onChange({ country: typed });
          }}
        />
      )}
    </Setting>
  );
}
