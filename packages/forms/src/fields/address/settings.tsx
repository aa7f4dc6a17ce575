import { DepthSetting } from '../../widgets/depth-setting.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import type { AddressConfig } from './model.ts';

export function AddressSettings({ config, onChange }: SettingsProps<AddressConfig>) {
  return <DepthSetting value={config.depth} onChange={(depth) => onChange({ ...config, depth })} />;
}
