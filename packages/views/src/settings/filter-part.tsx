import type { CompiledForm } from '@trellis/forms/model';
import { FilterEditor, useFilterChips } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';

/** A condition to edit, and what it says in one line. */
export function FilterPart(props: {
  readonly form: CompiledForm;
  readonly value: Expr | undefined;
  /** Conditions may follow references. */
  readonly through?: boolean;
  readonly onChange: (value: Expr | undefined) => void;
}) {
  const { locale } = useLocale();
  const chips = useFilterChips(props.value, props.form);
  const words = chips.map(({ text }) => text).join(locale === 'zh' ? '，且 ' : ' and ');
  return (
    <>
      <FilterEditor
        form={props.form}
        through={props.through ?? false}
        value={props.value}
        onChange={props.onChange}
      />
      {words ? (
        <p className="v-words t-muted t-ellipsis" title={words}>
          {words}
        </p>
      ) : null}
    </>
  );
}
