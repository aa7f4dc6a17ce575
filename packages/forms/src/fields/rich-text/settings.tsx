import { defineMessages } from '@trellis/ui/react';
import { Switch } from 'antd';
import { MAX_FILE_MIB } from '../../values/files.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { Setting, WholeNumberSetting } from '../../widgets/setting.tsx';
import type { RichTextConfig } from './model.ts';

const useT = defineMessages('fields.richTextSettings', {
  zh: { maxLength: '最多字数', images: '允许插入图片', maxSize: '单张图片不超过（MB）' },
  en: { maxLength: 'Most characters', images: 'Pictures in the text', maxSize: 'Largest picture (MB)' },
});

export function RichTextSettings({ config, onChange }: SettingsProps<RichTextConfig>) {
  const t = useT();
  return (
    <>
      <WholeNumberSetting
        label={t('maxLength')}
        value={config.maxLength}
        min={1}
        max={100_000}
        onChange={(maxLength) => onChange({ ...config, maxLength })}
      />
      <Setting label={t('images')}>
        {(id) => (
          <Switch id={id} checked={config.images} onChange={(images) => onChange({ ...config, images })} />
        )}
      </Setting>
      {config.images ? (
        <WholeNumberSetting
          label={t('maxSize')}
          value={config.maxSize}
          min={1}
          max={MAX_FILE_MIB}
          onChange={(maxSize) => onChange({ ...config, maxSize })}
        />
      ) : null}
    </>
  );
}
