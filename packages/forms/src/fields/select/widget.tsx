import type { WidgetProps } from '../../widgets/facet.tsx';
import { OptionSelect } from '../../widgets/option-select.tsx';
import type { SelectConfig } from './model.ts';

export function SelectWidget(props: WidgetProps<SelectConfig>) {
  return <OptionSelect {...props} options={props.config.options} />;
}
