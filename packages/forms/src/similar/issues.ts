import type { Issue } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { resolveRef } from '../form/refs.ts';
import { mayBeCompared } from '../keys/readings.ts';

/** What is wrong with the rules of possible duplicates, at paths inside the form's document. */
export function similarIssues(
  form: CompiledForm,
  forms: ReadonlyMap<string, CompiledForm>,
): readonly Issue[] {
  const { similar = [] } = form.document.trellis;
  return similar.flatMap(({ form: ref, pairs }, index) => {
    const at = (...path: (string | number)[]) => ['trellis', 'similar', index, ...path];
    const target = ref === undefined ? form : forms.get(resolveRef(form.app, ref));
    if (!target) return [{ path: at('form'), code: 'unknown_form', params: { name: ref ?? '' } }];
    return pairs.flatMap(({ field, other = field, how }, pair): Issue[] => {
      const [mine, theirs] = [form.fields.get(field), target.fields.get(other)];
      const wrong = (member: string, code: string, name: string): Issue[] => [
        { path: at('pairs', pair, member), code, params: { name } },
      ];
      if (!mine) return wrong('field', 'unknown_field', field);
      if (!mayBeCompared(mine)) return wrong('field', 'not_for_keys', field);
      if (!theirs) return wrong('other', 'unknown_field', other);
      if (!mayBeCompared(theirs)) return wrong('other', 'not_for_keys', other);
      if (how === 'exact' ? mine.kind !== theirs.kind : mine.kind !== 'text' || theirs.kind !== 'text')
        return wrong('how', 'not_read_so', field);
      return [];
    });
  });
}
