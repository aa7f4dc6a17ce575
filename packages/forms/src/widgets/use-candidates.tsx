import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { readable } from '../linkage/follow-rows.ts';
import { useRecordNow } from './record-on-screen.tsx';
import type { LinkedRows } from './relations.ts';
import { useFormServices } from './services.tsx';

export interface Candidates {
  /** Form of the candidates. */
  readonly form: CompiledForm;
  /** What it is called. */
  readonly label: string;
  fetch(text: string, after: string | undefined, signal: AbortSignal): Promise<LinkedRows>;
  readonly mayCreate: boolean;
}

/**
 * The records that a reference may point to, as the record on the screen stands. Undefined where the person may not see
 * that form, or nobody answers for other forms (a gallery).
 */
export function useCandidates(field: CompiledField, columns: readonly string[]): Candidates | undefined {
  const { relations } = useFormServices();
  const { locale } = useLocale();
  const recordNow = useRecordNow();
  const target = field.target ?? '';
  return useMemo(() => {
    const form = relations?.formOf(target);
    if (!relations || !form) return undefined;
    const fields = [form.titleField, ...columns];
    return {
      form,
      label: localText(form.document.trellis.label, locale),
      mayCreate: relations.mayCreate(target),
      fetch: (search, after, signal) => {
        const record = recordNow();
        // A form in the designer is not published yet, and a filter has no record around it.
        const own = record && record.mode !== 'design' && record.form.fields.get(field.key) === field;
        const around = record?.row?.of() ?? record;
        const known = own && around && relations.formOf(around.form.ref) !== undefined;
        return known
          ? relations.records(
              around.form.ref,
              {
                field: field.key,
                in: record.row?.place,
                record: around.id,
                values: readable(around.form, around.values),
                fields,
                search,
                after,
              },
              signal,
            )
          : relations.find(target, { search, fields, after }, signal);
      },
    };
  }, [relations, locale, recordNow, target, field, columns]);
}
