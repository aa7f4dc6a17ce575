import type { SettingsProps } from '../../widgets/facet.tsx';
import { OptionList } from '../../widgets/option-list.tsx';
import type { MultiSelectConfig } from './model.ts';

export function MultiSelectSettings({ config, onChange, published }: SettingsProps<MultiSelectConfig>) {
  return (
    <OptionList
      options={config.options}
      published={published ?? false}
      onChange={(options) => onChange({ ...config, options })}
    />
  );
}
