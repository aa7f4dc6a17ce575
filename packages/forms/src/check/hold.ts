import { type Issue, localText } from '@trellis/metadata';
import { formNamed } from '../compute/behind.ts';
import { movedFields } from '../compute/held.ts';
import type { CompiledForm } from '../form/compile.ts';
import { ownerOf } from '../form/owned.ts';

/** Checks that shall always hold although nobody but the record itself could make them fail, or the clock could. */
export function holdIssues(form: CompiledForm, forms: ReadonlyMap<string, CompiledForm>): readonly Issue[] {
  const checks = form.document.trellis.checks ?? [];
  if (!checks.some(({ hold }) => hold)) return [];
  // The forms may hold an earlier version of this one.
  const all = formNamed(form.ref, forms) === form ? forms : new Map([...forms, [form.ref, form]]);
  return checks.flatMap(({ key, hold }, index): Issue[] => {
    const check = form.behaviour.checks.find((one) => one.key === key);
    // What is wrong with its condition is told there.
    if (!hold || !check) return [];
    const path = ['trellis', 'checks', index, 'hold'];
    if (ownerOf(form.ref)) return [{ path, code: 'hold_in_rows' }];
    const moved = movedFields(form, check, all);
    const moment = moved.find(({ volatile }) => volatile);
    if (moment) {
      const { label } = moment.field.meta;
      const params = { name: localText(label, 'zh'), name_en: localText(label, 'en') };
      return [{ path, code: 'hold_reads_moment', params }];
    }
    return moved.length === 0 ? [{ path, code: 'hold_reads_own' }] : [];
  });
}
