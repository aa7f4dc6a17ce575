import type { ValueKind, ValueType } from '@trellis/logic';
import { type Issue, localText } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { ownerOf } from '../form/owned.ts';
import { formNamed } from './behind.ts';
import { computeGraph, type FieldRef } from './graph.ts';
import { type Program, programOf } from './program.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/** What is wrong with the computed fields of a form, at paths inside its document. */
export function computedIssues(form: CompiledForm, forms: Forms): readonly Issue[] {
  const computed = [...form.fields.values()].filter(({ type }) => type.computed);
  if (computed.length === 0) return [];
  // The forms may hold an earlier version of this one.
  const all = formNamed(form.ref, forms) === form ? forms : new Map([...forms, [form.ref, form]]);
  return computed.flatMap((field) => fieldIssues(form, field, all));
}

/** Kinds whose values are no names. */
const UNNAMED: ReadonlySet<ValueKind> = new Set(['ref', 'file', 'json', 'boolean']);

function fieldIssues(form: CompiledForm, field: CompiledField, forms: Forms): readonly Issue[] {
  const at = ['properties', field.key, 'trellis'];
  const program = programOf(form, field, forms);
  const inConfig = (issue: Issue): Issue => ({ ...issue, path: [...at, 'config', ...issue.path] });
  if (!program.ok) return program.issues.map(inConfig);
  const graph = computeGraph(forms);
  const cycle = graph.cycles.find((refs) =>
    refs.some((ref) => ref.form === form.ref && ref.field === field.key),
  );
  if (cycle) return [{ path: at, code: 'computed_cycle', params: cyclePath(cycle, form, field, forms) }];
  const found = typeOf(program.value);
  const moved = found.kind !== field.kind || Boolean(found.many) !== field.many;
  const issues: Issue[] = (program.value.warnings ?? []).map(inConfig);
  if (moved) issues.push({ path: [...at, 'config'], code: 'source_changed' });
  if (form.titleField === field.key && (field.many || UNNAMED.has(field.kind)))
    issues.push({ path: ['trellis', 'titleField'], code: 'not_a_title' });
  if (graph.nodes.get(form.ref)?.get(field.key)?.volatile) {
    // Its value is in no table: nothing to search in, nothing that names a record where only the table is at hand.
    if (field.meta.searchable) issues.push({ path: [...at, 'searchable'], code: 'not_searchable' });
    if (form.titleField === field.key) issues.push({ path: ['trellis', 'titleField'], code: 'not_a_title' });
    if (ownerOf(form.ref)) issues.push({ path: [...at, 'config'], code: 'volatile_in_rows' });
  }
  return issues;
}

/** What a program comes to. */
function typeOf(program: Program): ValueType {
  if (program.kind === 'value') return program.value.type;
  const counts = ['count', 'filled', 'empty', 'distinct', 'sum', 'avg'].includes(program.op);
  return (counts ? undefined : program.value?.type) ?? { kind: 'number' };
}

/** "合同.金额 → 客户.总额 → 合同.金额" in both languages, from the field that is asked about. */
function cyclePath(cycle: readonly FieldRef[], form: CompiledForm, field: CompiledField, forms: Forms) {
  const ring = cycle.slice(0, -1);
  const start = ring.findIndex((ref) => ref.form === form.ref && ref.field === field.key);
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start]];
  const words = (locale: 'zh' | 'en') =>
    turned
      .map((ref) => {
        const of = ref && formNamed(ref.form, forms);
        const label = ref && of?.fields.get(ref.field)?.meta.label;
        const name = of ? localText(of.document.trellis.label, locale) : (ref?.form ?? '');
        return `${name}.${label ? localText(label, locale) : (ref?.field ?? '')}`;
      })
      .join(' → ');
  return { path: words('zh'), path_en: words('en') };
}
