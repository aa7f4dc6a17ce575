import { ColorPicker, InputNumber, Switch } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { Setting } from '../../widgets/setting.tsx';
import type { SignatureConfig } from './model.ts';

export function SignatureSettings({ config, onChange }: SettingsProps<SignatureConfig>) {
  const t = useFileT();
  return (
    <>
      <Setting label={t('color')}>
        {(id) => (
          <ColorPicker
            {...{ id }}
            value={config.color}
            disabledAlpha
            onChangeComplete={(color) =>
              onChange({ ...config, color: color.toHexString().slice(0, 7).toLowerCase() })
            }
          />
        )}
      </Setting>
      <Setting label={t('width')}>
        {(id) => (
          <InputNumber
            id={id}
            style={{ width: '100%' }}
            value={config.width}
            min={1}
            max={8}
            step={0.5}
            onChange={(width) => {
              if (typeof width === 'number') onChange({ ...config, width });
            }}
          />
        )}
      </Setting>
      <Setting label={t('reuseSetting')}>
        {(id) => (
          <Switch id={id} checked={config.reuse} onChange={(reuse) => onChange({ ...config, reuse })} />
        )}
      </Setting>
    </>
  );
}
