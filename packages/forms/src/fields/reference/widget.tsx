import type { WidgetProps } from '../../widgets/facet.tsx';
import { ReferenceInput } from '../../widgets/reference-input.tsx';
import type { ReferenceConfig } from './model.ts';

const NO_FIELDS: readonly string[] = [];

export function ReferenceWidget({ config, ...props }: WidgetProps<ReferenceConfig>) {
  return (
    <ReferenceInput
      {...props}
      many={config.many ?? false}
      max={config.max}
      columns={config.display ?? NO_FIELDS}
      choose={config.look ?? 'dropdown'}
      create={config.create ?? true}
    />
  );
}
