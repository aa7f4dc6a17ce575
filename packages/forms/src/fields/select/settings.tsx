import type { SettingsProps } from '../../widgets/facet.tsx';
import { OptionList } from '../../widgets/option-list.tsx';
import type { SelectConfig } from './model.ts';

export function SelectSettings({ config, onChange, published }: SettingsProps<SelectConfig>) {
  return (
    <OptionList
      options={config.options}
      published={published ?? false}
      onChange={(options) => onChange({ ...config, options })}
    />
  );
}
