import { localText } from '@trellis/metadata';
import type { PublicFacet, PublicProps } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { CheckboxConfig } from './model.ts';

const isButtons = ({ display }: CheckboxConfig): boolean => display === 'buttons';

/** A box to tick, or yes and no side by side where none may be chosen yet. */
export const publicCheckbox: PublicFacet<CheckboxConfig> = {
  type: 'checkbox',
  group: isButtons,
  inline: (config) => !isButtons(config),
  Input: (props) => (isButtons(props.config) ? <YesOrNo {...props} /> : <Box {...props} />),
};

function Box({ value, onChange, id, disabled, invalid, required, describedBy }: PublicProps<CheckboxConfig>) {
  return (
    <input
      type="checkbox"
      id={id}
      className="p-box"
      checked={value === true}
      disabled={disabled}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      aria-describedby={describedBy}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

function YesOrNo({ config, value, onChange, id, disabled, describedBy, place }: PublicProps<CheckboxConfig>) {
  const { locale } = place;
  return (
    <div className="p-choices">
      {[true, false].map((one) => {
        const label = one ? config.yes : config.no;
        return (
          <label key={String(one)} className="p-choice">
            <input
              type="radio"
              name={id}
              id={one ? id : undefined}
              checked={value === one}
              disabled={disabled}
              aria-describedby={describedBy}
              onChange={() => onChange(one)}
            />
            <span>{label ? localText(label, locale) : say(locale, one ? 'yes' : 'no')}</span>
          </label>
        );
      })}
    </div>
  );
}
