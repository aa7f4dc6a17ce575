import type { WidgetProps } from '../../widgets/facet.tsx';
import { RegionSelect } from '../../widgets/region-select.tsx';
import type { RegionConfig } from './model.ts';

export function RegionWidget(props: WidgetProps<RegionConfig>) {
  return (
    <RegionSelect
      {...props}
      value={typeof props.value === 'string' ? props.value : null}
      depth={props.config.depth}
      anyLevel={props.config.partial ?? false}
    />
  );
}
