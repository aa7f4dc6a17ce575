import type { Value } from '@trellis/logic';
import { issueMessage, localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import type { CompiledField } from '../form/compile.ts';
import { type CompiledHint, notOffered } from '../form/guide.ts';

/** Words that rules put at a field, and which of its chosen options may no longer be chosen. */
export function FieldHints(props: {
  readonly id: string;
  readonly field: CompiledField;
  readonly value: Value;
  readonly offered: ReadonlySet<string> | undefined;
  readonly hints: readonly CompiledHint[];
}) {
  const { id, field, value, offered, hints } = props;
  const { locale } = useLocale();
  const options = field.type.options?.(field.config) ?? [];
  const gone = offered ? notOffered(value, offered) : [];
  if (hints.length + gone.length === 0) return null;
  return (
    <div className="f-hints" id={id} role="status">
      {gone.map((key) => {
        const label = options.find((option) => option.key === key)?.label;
        const params = { value: label ? localText(label, locale) : key };
        return (
          <Hint key={key} tone="warning">
            {issueMessage({ path: [field.key], code: 'option_not_offered', params }, locale)}
          </Hint>
        );
      })}
      {hints.map(({ text, tone = 'info' }) => (
        <Hint key={text.zh} tone={tone}>
          {localText(text, locale)}
        </Hint>
      ))}
    </div>
  );
}

function Hint({ tone, children }: { readonly tone: 'info' | 'warning'; readonly children: string }) {
  return (
    <p className="f-hint" data-tone={tone}>
      <Icon name={tone === 'warning' ? 'warning' : 'info'} /> {children}
    </p>
  );
}
