import { useIsPhone } from '@trellis/ui/react';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { OptionSelect } from '../../widgets/option-select.tsx';
import { StageBar } from '../../widgets/stage-bar.tsx';
import type { StageConfig } from './model.ts';

/** A bar of steps at a desk; a choice on a phone and in cells. */
export function StageWidget(props: WidgetProps<StageConfig>) {
  const isPhone = useIsPhone();
  if (isPhone || props.look === 'cell') return <OptionSelect {...props} options={props.config.options} />;
  return (
    <StageBar
      id={props.id}
      options={props.config.options}
      value={typeof props.value === 'string' ? props.value : null}
      onChange={props.onChange}
      disabled={props.disabled ?? false}
      describedBy={props.describedBy}
      label={props.label}
    />
  );
}
