import { Choice } from '../../widgets/choice.tsx';
import type { WidgetProps } from '../../widgets/facet.tsx';
import type { MultiSelectConfig } from './model.ts';

export function MultiSelectWidget(props: WidgetProps<MultiSelectConfig>) {
  return <Choice {...props} multiple max={props.config.max} />;
}
