import { Checkbox, Select } from 'antd';
import type { FileKind } from '../../contract.ts';
import { FILE_KINDS } from '../../values/files.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { FileLimitSettings } from '../../widgets/files/limit-settings.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import type { FileConfig } from './model.ts';

export function FileSettings({ config, onChange }: SettingsProps<FileConfig>) {
  const t = useFileT();
  return (
    <>
      <FileLimitSettings config={config} onChange={onChange} />
      <Setting label={t('kinds')} hint={t('anyKind')}>
        {(id) => (
          <Checkbox.Group
            {...{ id }}
            value={[...(config.kinds ?? [])]}
            options={FILE_KINDS.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
            onChange={(kinds: FileKind[]) =>
              onChange(withSetting(config, 'kinds', kinds.length > 0 ? kinds : undefined))
            }
          />
        )}
      </Setting>
      <Setting label={t('extensions')} hint={t('extensionsHint')}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            style={{ width: '100%' }}
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', '，', '、', ' ', ';']}
            value={[...(config.extensions ?? [])]}
            onChange={(texts: string[]) => {
              const extensions = [
                ...new Set(
                  texts.map((one) =>
                    one
                      .toLowerCase()
                      .replace(/[^a-z0-9]/g, '')
                      .slice(0, 16),
                  ),
                ),
              ].filter(Boolean);
              onChange(withSetting(config, 'extensions', extensions.length > 0 ? extensions : undefined));
            }}
          />
        )}
      </Setting>
    </>
  );
}
