import { Choice } from '../../widgets/choice.tsx';
import { idsOf, type WidgetProps } from '../../widgets/facet.tsx';
import { type MultiSelectConfig, withoutClash } from './model.ts';

export function MultiSelectWidget(props: WidgetProps<MultiSelectConfig>) {
  const { config, value } = props;
  return (
    <Choice
      {...props}
      multiple
      max={config.max}
      onChange={(next) =>
        props.onChange(Array.isArray(next) ? withoutClash(idsOf(value), idsOf(next), config) : next)
      }
    />
  );
}
