import {
  type FieldState,
  limitedTo,
  type Problem,
  type PublicField,
  type PublicPlace,
  publicFacets,
} from '@trellis/forms/public';
import { localText, type OptionDef } from '@trellis/metadata';
import { locale, t } from './texts.ts';
import type { Value } from './values.ts';

/** A field with its label, help and problems. */
export function Field(props: {
  readonly field: PublicField;
  readonly id: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly state: FieldState;
  readonly problems: readonly Problem[];
  readonly place: PublicPlace;
}) {
  const { field, id, value, onChange, state, problems, place } = props;
  const { meta } = field;
  const config = limited(field.config, state.offered);
  const facet = publicFacets.find(meta.type);
  if (!facet) return null;
  const isGroup = typeof facet.group === 'function' ? facet.group(config) : facet.group === true;
  const isInline = facet.inline?.(config) ?? false;
  const help = meta.help && localText(meta.help, locale);
  const hints = state.hints ?? [];
  const describedBy = [
    help ? `${id}-help` : '',
    hints.length > 0 ? `${id}-hints` : '',
    problems.length > 0 ? `${id}-error` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const words = (
    <>
      {localText(meta.label, locale)}
      {state.required ? (
        <span className="p-star" title={t('required')}>
          <span aria-hidden="true"> *</span>
          <span className="p-hidden"> ({t('required')})</span>
        </span>
      ) : null}
    </>
  );
  const input = (
    <facet.Input
      field={field}
      config={config}
      value={value}
      onChange={onChange}
      id={id}
      labelId={`${id}-label`}
      describedBy={describedBy || undefined}
      invalid={problems.some(({ warning }) => !warning)}
      required={state.required}
      disabled={state.readonly}
      issues={[]}
      place={place}
    />
  );
  const below = (
    <>
      {help ? (
        <p id={`${id}-help`} className="p-help">
          {help}
        </p>
      ) : null}
      {hints.length > 0 ? (
        <div id={`${id}-hints`} role="status">
          {hints.map(({ text, tone = 'info' }) => (
            <p key={text.zh} className="p-hint" data-tone={tone}>
              {localText(text, locale)}
            </p>
          ))}
        </div>
      ) : null}
      {problems.length > 0 ? (
        <div id={`${id}-error`} className="p-error">
          {problems.map(({ text, path, warning }) => (
            <p key={`${path.join('.')} ${text}`} className={warning ? 'p-warned' : undefined}>
              {text}
            </p>
          ))}
        </div>
      ) : null}
    </>
  );
  const hidden = meta.hideTitle ? 'p-hidden' : undefined;
  if (isGroup)
    return (
      <fieldset className="p-field" data-field={field.key}>
        <legend id={`${id}-label`} className={hidden}>
          {words}
        </legend>
        {input}
        {below}
      </fieldset>
    );
  return (
    <div className="p-field" data-field={field.key} data-inline={isInline || undefined}>
      {isInline ? input : null}
      <label id={`${id}-label`} htmlFor={id} className={hidden}>
        {words}
      </label>
      {isInline ? null : input}
      {below}
    </div>
  );
}

/** The settings with the options that may be chosen now. */
function limited(config: PublicField['config'], offered: FieldState['offered']): PublicField['config'] {
  if (!offered || !Array.isArray(config.options)) return config;
  const options = limitedTo(offered, config.options as unknown as readonly OptionDef[]);
  return { ...config, options } as unknown as PublicField['config'];
}
