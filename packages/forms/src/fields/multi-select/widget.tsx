import type { WidgetProps } from '../../widgets/facet.tsx';
import { OptionSelect } from '../../widgets/option-select.tsx';
import type { MultiSelectConfig } from './model.ts';

export function MultiSelectWidget(props: WidgetProps<MultiSelectConfig>) {
  return <OptionSelect {...props} multiple options={props.config.options} />;
}
