import { type Locale, localText, type OptionDef } from '@trellis/metadata';
import { nativeAttributes, type PublicProps } from './facet.tsx';
import { say } from './texts.ts';

/** Options that are offered still, and those that stand there already. */
export const liveOptions = (options: readonly OptionDef[], chosen: readonly string[]): readonly OptionDef[] =>
  options.filter(({ key, retired }) => !retired || chosen.includes(key));

/** Options side by side, large enough for a finger: one of them, or any. */
export function Choices(props: {
  readonly of: PublicProps<unknown>;
  readonly options: readonly OptionDef[];
  readonly chosen: readonly string[];
  readonly many: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { of, options, chosen, many, onChange } = props;
  const toggle = (key: string) => {
    if (!many) return onChange([key]);
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  };
  return (
    <div className="p-choices">
      {liveOptions(options, chosen).map(({ key, label }, index) => (
        <label key={key} className="p-choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={of.id}
            id={index === 0 ? of.id : undefined}
            checked={chosen.includes(key)}
            disabled={of.disabled}
            aria-invalid={of.invalid || undefined}
            aria-describedby={of.describedBy}
            onChange={() => toggle(key)}
            onClick={(event) => {
              // A choice of one can be taken back where none is needed.
              if (!many && !of.required && chosen.includes(key) && event.detail > 0) onChange([]);
            }}
          />
          <span>{localText(label, of.place.locale)}</span>
        </label>
      ))}
    </div>
  );
}

/** A native list of options with an empty entry. */
export function OptionList(props: {
  readonly of: PublicProps<unknown>;
  readonly options: readonly { readonly key: string; readonly name: string }[];
  readonly value: string;
  readonly onChange: (key: string | null) => void;
  /** Of a list that is one of several: its own id and name. */
  readonly part?: { readonly id: string; readonly label: string };
  readonly locale: Locale;
}) {
  const { of, options, value, onChange, part, locale } = props;
  const { placeholder: _, ...attributes } = nativeAttributes(of);
  return (
    <select
      {...attributes}
      {...(part ? { id: part.id, 'aria-label': part.label } : {})}
      className="p-input p-select"
      value={value}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{part ? `${say(locale, 'choose')} ${part.label}` : say(locale, 'choose')}</option>
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}
