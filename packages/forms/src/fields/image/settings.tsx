import { Checkbox, InputNumber, Switch } from 'antd';
import { MAX_FILE_MIB } from '../../values/files.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { type ImageConfig, WATERMARKS, type Watermark } from './model.ts';

export function ImageSettings({ config, onChange }: SettingsProps<ImageConfig>) {
  const t = useFileT();
  return (
    <>
      <WholeNumberSetting
        label={t('maxCount')}
        value={config.maxCount}
        min={1}
        max={100}
        onChange={(maxCount) => onChange({ ...config, maxCount })}
      />
      <WholeNumberSetting
        label={t('maxSize')}
        value={config.maxSize}
        min={1}
        max={MAX_FILE_MIB}
        onChange={(maxSize) => onChange({ ...config, maxSize })}
      />
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
