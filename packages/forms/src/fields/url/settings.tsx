import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { LabelSetting } from '../../widgets/setting-inputs.tsx';
import type { UrlConfig } from './model.ts';

const useOwnT = defineMessages('fields.url', {
  zh: { caption: '链接显示的文字' },
  en: { caption: 'What the link is called' },
});

export function UrlSettings({ config, onChange }: SettingsProps<UrlConfig>) {
  const own = useOwnT();
  return (
    <LabelSetting
      label={own('caption')}
      value={config.caption}
      onChange={(caption) => onChange(withSetting(config, 'caption', caption))}
    />
  );
}
