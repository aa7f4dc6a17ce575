import type { ChoiceConfig } from '../values/choice.ts';
import type { WidgetProps } from './facet.tsx';
import { OptionAdder } from './option-adder.tsx';
import { OptionSelect } from './option-select.tsx';
import { OptionTiles } from './option-tiles.tsx';
import { useRecordPart } from './record-on-screen.tsx';
import { useFormServices } from './services.tsx';
import { StageBar } from './stage-bar.tsx';

/** One or several options as the settings want them shown; in a cell always a list that opens. */
export function Choice({
  multiple = false,
  max,
  ...props
}: WidgetProps<ChoiceConfig> & { multiple?: boolean; max?: number | undefined }) {
  const { config } = props;
  const { addOption } = useFormServices();
  // Options are added to fields of forms, not to columns.
  const form = useRecordPart(({ row, mode, form }) => (row || mode !== 'edit' ? undefined : form.ref));
  if (props.look !== 'cell' && config.display === 'tiles')
    return (
      <OptionTiles
        {...props}
        options={config.options}
        multiple={multiple}
        direction={config.direction ?? 'horizontal'}
        max={max}
      />
    );
  if (props.look !== 'cell' && config.display === 'progress' && !multiple)
    return (
      <StageBar
        id={props.id}
        options={config.options}
        value={typeof props.value === 'string' ? props.value : null}
        onChange={props.onChange}
        disabled={props.disabled ?? false}
        describedBy={props.describedBy}
        label={props.label}
      />
    );
  const chosen = Array.isArray(props.value) ? (props.value as readonly string[]) : [];
  const add =
    config.growable && addOption && form
      ? async (label: string) => {
          const key = await addOption(form, props.field.key, label);
          props.onChange(multiple ? [...chosen, key] : key);
        }
      : undefined;
  return (
    <OptionSelect
      {...props}
      options={config.options}
      multiple={multiple}
      max={max}
      footer={add ? <OptionAdder add={add} /> : undefined}
    />
  );
}
