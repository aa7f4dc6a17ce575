import { Checkbox, InputNumber, Switch } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { FileLimitSettings } from '../../widgets/files/limit-settings.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { type ImageConfig, WATERMARKS, type Watermark } from './model.ts';

export function ImageSettings({ config, onChange }: SettingsProps<ImageConfig>) {
  const t = useFileT();
  return (
    <>
      <FileLimitSettings config={config} onChange={onChange} />
      <Setting label={t('maxEdge')} hint={t('maxEdgeHint')}>
        {(id) => (
          <InputNumber
            id={id}
            style={{ width: '100%' }}
            value={config.maxEdge ?? null}
            min={320}
            max={8192}
            precision={0}
            onChange={(maxEdge) => onChange(withSetting(config, 'maxEdge', maxEdge ?? undefined))}
          />
        )}
      </Setting>
      <Setting
        label={t('watermark')}
        {...(config.watermark?.includes('place') ? { hint: t('watermark_placeHint') } : {})}
      >
        {(id) => (
          <Checkbox.Group
            {...{ id }}
            value={[...(config.watermark ?? [])]}
            options={WATERMARKS.map((one) => ({
              value: one,
              label: t(`watermark_${one}`),
            }))}
            onChange={(lines: Watermark[]) =>
              onChange(withSetting(config, 'watermark', lines.length > 0 ? lines : undefined))
            }
          />
        )}
      </Setting>
      <Setting label={t('cameraOnly')} hint={t('cameraOnlyHint')}>
        {(id) => (
          <Switch
            id={id}
            checked={config.cameraOnly}
            onChange={(cameraOnly) => onChange({ ...config, cameraOnly })}
          />
        )}
      </Setting>
    </>
  );
}
