import { localText, type OptionDef } from '@trellis/metadata';
import { OptionTag, useLocale } from '@trellis/ui/react';
import { Button, Checkbox, Radio } from 'antd';
import { useChoiceT } from './choice-messages.tsx';
import { type InputProps, idsOf } from './facet.tsx';

/** All options in sight: round buttons for one, boxes for several. A click on the chosen one takes it back. */
export function OptionTiles({
  options,
  multiple = false,
  direction = 'horizontal',
  max,
  ...props
}: InputProps & {
  options: readonly OptionDef[];
  multiple?: boolean;
  direction?: 'horizontal' | 'vertical';
  max?: number | undefined;
}) {
  const t = useChoiceT();
  const { locale } = useLocale();
  const chosen = idsOf(props.value);
  const offered = options.filter((option) => !option.retired || chosen.includes(option.key));
  const name = (option: OptionDef) => (
    <OptionTag color={option.color}>{localText(option.label, locale)}</OptionTag>
  );
  const shared = {
    id: props.id,
    className: 'f-tiles',
    'data-direction': direction,
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    ...(props.label ? { 'aria-label': props.label } : {}),
    ...(props.invalid ? { 'aria-invalid': true } : {}),
  };
  if (!multiple)
    return (
      <div {...shared} role="radiogroup" aria-required={props.required ?? false}>
        {offered.map((option) => (
          <Radio
            key={option.key}
            name={props.id}
            checked={chosen[0] === option.key}
            disabled={props.disabled ?? false}
            onChange={() => props.onChange(option.key)}
            onClick={() => {
              if (chosen[0] === option.key && !props.required && !props.disabled) props.onChange(null);
            }}
          >
            {name(option)}
          </Radio>
        ))}
      </div>
    );
  const set = (keys: readonly string[]) => props.onChange(keys.length > 0 ? keys : null);
  const full = max !== undefined && chosen.length >= max;
  const whole = offered.length > 3 && (max === undefined || max >= offered.length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out like the other inputs
    <div {...shared} role="group">
      {offered.map((option) => {
        const checked = chosen.includes(option.key);
        return (
          <Checkbox
            key={option.key}
            checked={checked}
            disabled={(props.disabled ?? false) || (full && !checked)}
            onChange={() =>
              set(checked ? chosen.filter((key) => key !== option.key) : [...chosen, option.key])
            }
          >
            {name(option)}
          </Checkbox>
        );
      })}
      {whole && !props.disabled ? (
        <Button
          type="link"
          size="small"
          onClick={() => set(chosen.length < offered.length ? offered.map(({ key }) => key) : [])}
        >
          {t(chosen.length < offered.length ? 'all' : 'none')}
        </Button>
      ) : null}
    </div>
  );
}
