import type { CompiledField } from '@trellis/forms/model';
import { DesignedFormProvider, RecordProvider, useDesignedForm } from '@trellis/forms/react';
import { type ReactNode, useMemo } from 'react';
import { type Design, DesignProvider, useDesign } from '../design.tsx';
import { inRows, issuesInRows, rowsDocument } from './commands.ts';

/**
 * The rows of a sub-form as the form that is being designed: what is inside sees columns as fields, and its commands
 * change the sub-form.
 */
export function RowsDesign(props: {
  readonly field: CompiledField;
  /** A column is chosen; the sub-form itself if absent. */
  readonly onSelect?: (column: string | undefined) => void;
  readonly children: ReactNode;
}) {
  const { field, onSelect } = props;
  const design = useDesign();
  const forms = useDesignedForm()?.forms;
  const { document, published, issues, run } = design;
  const rows = rowsDocument(document, field.key);
  const form = field.owned;
  const outer = design.form;
  // Settings of a column name columns, and the fields of the record around its row.
  const around = useMemo(
    () =>
      form && {
        form,
        values: {},
        mode: 'design' as const,
        row: {
          of: () => ({ form: outer, values: {}, mode: 'design' as const }),
          place: { field: field.key, row: '' },
        },
      },
    [form, outer, field.key],
  );
  const designed = useMemo(() => form && { form, forms: forms ?? new Map() }, [form, forms]);
  if (!rows || !form) return null;
  const inner: Design = {
    ...design,
    document: rows,
    form,
    published: (published && rowsDocument(published, field.key)) ?? null,
    removed: new Map(),
    issues: issuesInRows(document, field.key, issues),
    run: (command) => run(inRows(field.key, command)),
    selectField: onSelect ?? (() => design.selectField(field.key)),
  };
  return (
    <DesignProvider value={inner}>
      <DesignedFormProvider value={designed}>
        <RecordProvider value={around}>{props.children}</RecordProvider>
      </DesignedFormProvider>
    </DesignProvider>
  );
}
