import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { inputAttributes, type WidgetProps } from './facet.tsx';
import { useTextEnv } from './services.tsx';

/**
 * A line of text that stands for a value of another shape (number, amount, phone). What the type can read becomes its
 * canonical value at once, anything else stays as typed for validation to name. Exact: no number ever is a float.
 */
export function ParsedInput(
  props: WidgetProps<unknown> & {
    /** The value while it is edited; default as shown. */
    edit?: (value: string) => string;
    /** The value when the input is left. */
    show: (value: string) => string;
    inputMode?: 'decimal' | 'numeric' | 'tel' | 'email' | 'url';
    /** Digits stand at the right in cells. */
    numeric?: boolean;
    prefix?: ReactNode;
    suffix?: ReactNode;
    autoComplete?: string;
  },
) {
  const { field, value, onChange } = props;
  const env = useTextEnv();
  const [draft, setDraft] = useState<string>();
  const text = typeof value === 'string' ? value : '';
  const canonical = text !== '' && field.type.normalise(text, field.config).ok;
  const shown = canonical ? props.show(text) : text;
  return (
    <Input
      {...inputAttributes(props)}
      value={draft ?? shown}
      inputMode={props.inputMode}
      prefix={props.prefix}
      suffix={props.suffix}
      autoComplete={props.autoComplete ?? 'off'}
      className="t-num"
      styles={props.numeric && props.look === 'cell' ? { input: { textAlign: 'right' } } : {}}
      onFocus={({ target }) => {
        const { selectionStart, selectionEnd, value: before } = target;
        setDraft(canonical ? (props.edit ?? props.show)(text) : text);
        // Whoever comes by Tab has everything selected and types over it: the other spelling must not undo that.
        const whole = before !== '' && selectionStart === 0 && selectionEnd === before.length;
        if (whole)
          requestAnimationFrame(() => target.ownerDocument.activeElement === target && target.select());
      }}
      onBlur={() => setDraft(undefined)}
      onChange={(event) => {
        const typed = event.target.value;
        setDraft(typed);
        const parsed = field.type.parse(typed, field.config, env);
        onChange(parsed.ok ? parsed.value : typed);
      }}
    />
  );
}
