import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { OptionalNumberSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { TextareaConfig } from './model.ts';

const useOwnT = defineMessages('fields.textarea', {
  zh: { markdown: 'Markdown 排版', markdownHint: '标题、列表、加粗和链接按 Markdown 书写，阅读时排好版' },
  en: { markdown: 'Markdown', markdownHint: 'Headings, lists, bold and links are written as in Markdown' },
});

export function TextareaSettings({ config, onChange }: SettingsProps<TextareaConfig>) {
  const t = useT();
  const s = useSettingT();
  const own = useOwnT();
  return (
    <>
      <WholeNumberSetting
        label={t('rows')}
        value={config.rows}
        min={2}
        max={20}
        onChange={(rows) => onChange({ ...config, rows })}
      />
      <OptionalNumberSetting
        label={s('minLength')}
        value={config.minLength}
        min={1}
        max={100_000}
        onChange={(minLength) => onChange(withSetting(config, 'minLength', minLength))}
      />
      <WholeNumberSetting
        label={t('maxLength')}
        value={config.maxLength}
        min={1}
        max={100_000}
        onChange={(maxLength) => onChange({ ...config, maxLength })}
      />
      <SwitchSetting
        label={own('markdown')}
        hint={own('markdownHint')}
        value={config.format === 'markdown' || undefined}
        onChange={(on) => onChange(withSetting(config, 'format', on ? 'markdown' : undefined))}
      />
      {config.format === 'markdown' ? null : (
        <SwitchSetting
          label={s('links')}
          value={config.links}
          onChange={(links) => onChange(withSetting(config, 'links', links))}
        />
      )}
    </>
  );
}
