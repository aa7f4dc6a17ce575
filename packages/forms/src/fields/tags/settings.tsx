import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { OptionalNumberSetting } from '../../widgets/setting-inputs.tsx';
import type { TagsConfig } from './model.ts';

const useOwnT = defineMessages('fields.tags', {
  zh: { maxLength: '每个标签最多字数', minItems: '至少几个', maxItems: '最多几个' },
  en: { maxLength: 'Most characters of a tag', minItems: 'At least', maxItems: 'At most' },
});

export function TagsSettings({ config, onChange }: SettingsProps<TagsConfig>) {
  const own = useOwnT();
  return (
    <>
      <WholeNumberSetting
        label={own('maxLength')}
        value={config.maxLength}
        min={1}
        max={200}
        onChange={(maxLength) => onChange({ ...config, maxLength })}
      />
      {(['minItems', 'maxItems'] as const).map((key) => (
        <OptionalNumberSetting
          key={key}
          label={own(key)}
          value={config[key]}
          min={1}
          max={100}
          onChange={(count) => onChange(withSetting(config, key, count))}
        />
      ))}
    </>
  );
}
