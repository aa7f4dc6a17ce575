import type { Value } from '@trellis/logic';
import { type Issue, localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Tooltip } from 'antd';
import { memo } from 'react';
import { RecalculatingMark } from '../compute/recalculating.tsx';
import type { CompiledField } from '../form/compile.ts';
import type { CompiledHint } from '../form/guide.ts';
import { ExplainButton } from '../formula/explain-button.tsx';
import type { Refs } from '../widgets/facet.tsx';
import { useT } from '../widgets/messages.tsx';
import { facetOf } from '../widgets/parts.ts';
import { useRecordPart } from '../widgets/record-on-screen.tsx';
import { FieldCell, isEmptyValue } from './field-cell.tsx';
import { FieldHints } from './field-hints.tsx';
import { FieldWidget } from './field-widget.tsx';
import { titleAttributes } from './title-style.ts';

interface Props {
  readonly field: CompiledField;
  readonly id: string;
  readonly value: Value;
  readonly onChange: (field: string, value: Value) => void;
  readonly mode: 'edit' | 'read';
  /** Shown, not edited. */
  readonly locked: boolean;
  readonly required: boolean;
  readonly autoFocus: boolean;
  /** Keys of the options that may be chosen now; absent = all. */
  readonly offered?: ReadonlySet<string> | undefined;
  /** Words that rules put at it now. */
  readonly hints: readonly CompiledHint[];
  /** What is wrong with it. */
  readonly issues: readonly Issue[];
  readonly issueText: (issue: Issue) => string;
  /** The value was filled in for the person. */
  readonly filled: boolean;
  readonly refs?: Refs | undefined;
}

/** A field with its label, help and errors, as a form shows it. It is drawn again only when something of it changes. */
export const FieldOnForm = memo(function FieldOnForm(props: Props) {
  const { field, id, value, onChange, mode, locked, required, issues, refs } = props;
  const { meta, type, config } = field;
  const t = useT();
  const form = useRecordPart((record) => record.form.ref);
  const { locale } = useLocale();
  const label = localText(meta.label, locale);
  const help = mode === 'edit' && meta.help ? localText(meta.help, locale) : undefined;
  const below = meta.helpAs === 'tooltip' ? undefined : help;
  const hinted = mode === 'edit' && (props.hints.length > 0 || props.offered !== undefined);
  const described = [
    help ? `${id}-help` : '',
    hinted ? `${id}-hints` : '',
    issues.length > 0 ? `${id}-error` : '',
  ].filter(Boolean);
  const { Cell } = facetOf(type.type);
  // An automatic number has nothing to type into, but says in its place what it will be.
  const shown = type.display || (locked && !(mode === 'edit' && type.generated));
  const title = (
    <>
      <span className={meta.hideTitle ? 't-sr-only' : undefined} {...titleAttributes(meta.titleStyle)}>
        {label}
      </span>
      {required ? (
        <span className="f-required" aria-hidden>
          *
        </span>
      ) : null}
      {help && !below ? (
        <Tooltip title={help}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the only way to the help by keyboard */}
          <span className="f-help-mark" tabIndex={0} id={`${id}-help`} role="note" aria-label={help}>
            <Icon name="question" />
          </span>
        </Tooltip>
      ) : null}
      {form === undefined ? null : <RecalculatingMark form={form} field={field.key} />}
      {props.filled && !shown && !isEmptyValue(value) ? (
        <span className="f-filled">{t('filledIn')}</span>
      ) : null}
    </>
  );
  return (
    <>
      {shown ? (
        <div className="f-label">
          {title}
          <ExplainButton field={field} />
        </div>
      ) : (
        <div className="f-label-line">
          <label className="f-label" htmlFor={id}>
            {title}
          </label>
          <ExplainButton field={field} />
        </div>
      )}
      {type.display ? (
        <Cell field={field} config={config} value="" refs={refs} look="page" />
      ) : shown ? (
        <div className="f-value">
          <FieldCell field={field} value={value} refs={refs} look="page" />
        </div>
      ) : (
        <FieldWidget
          id={id}
          field={field}
          value={value}
          onChange={(next) => onChange(field.key, next)}
          refs={refs}
          required={required}
          invalid={issues.length > 0}
          offered={props.offered}
          autoFocus={props.autoFocus}
          describedBy={described.join(' ') || undefined}
          placeholder={meta.placeholder ? localText(meta.placeholder, locale) : undefined}
        />
      )}
      {below ? (
        <p className="f-help" id={`${id}-help`}>
          {below}
        </p>
      ) : null}
      {hinted ? (
        <FieldHints
          id={`${id}-hints`}
          field={field}
          value={value}
          offered={props.offered}
          hints={props.hints}
        />
      ) : null}
      {issues.length > 0 ? (
        <div className="f-error" id={`${id}-error`} role="alert">
          {issues.map((issue) => (
            <div key={`${issue.code} ${issue.path.join('.')}`}>{props.issueText(issue)}</div>
          ))}
        </div>
      ) : null}
    </>
  );
});
