import type { FormDocument, Issue, LayoutNode } from '@trellis/metadata';
import { computedIssues } from '../compute/issues.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { conversionOf } from '../form/convert.ts';
import { keyIssues } from '../keys/issues.ts';
import { cycleIssues } from '../linkage/derived.ts';
import { fieldTypes } from '../registry.ts';
import { similarIssues } from '../similar/issues.ts';
import { fieldIssues } from './field.ts';
import { holdIssues } from './hold.ts';
import { linkedIssues, surroundingsOf } from './linked.ts';
import { columnIssues, inSettings } from './rows.ts';

/** Sections inside sections. */
const MAX_LAYOUT_DEPTH = 4;

/** Field types that nobody registered; a form with one can't be compiled. */
export function unknownTypes(document: FormDocument): readonly Issue[] {
  return Object.entries(document.properties).flatMap(([key, { trellis }]) =>
    fieldTypes.find(trellis.type)
      ? []
      : [
          {
            path: ['properties', key, 'trellis', 'type'],
            code: 'unknown_field_type',
            params: { type: trellis.type },
          },
        ],
  );
}

/**
 * Everything that a JSON Schema can't say of a form: names that must exist, settings, rules. Runs in the designer as
 * well as before publishing.
 * @param forms the other forms that it may refer to, by "app:form".
 */
export function formIssues(form: CompiledForm, forms: ReadonlyMap<string, CompiledForm>): readonly Issue[] {
  const { document, fields } = form;
  const { titleField, stageField, layout, checks = [] } = document.trellis;
  const issues: Issue[] = [];
  const add = (path: Issue['path'], code: string, params?: Issue['params']) =>
    issues.push(params ? { path, code, params } : { path, code });
  const known = (name: string, path: Issue['path']): boolean => {
    if (!fields.has(name)) add(path, 'unknown_field', { name });
    return fields.has(name);
  };

  const around = surroundingsOf(form, forms);
  for (const [key, field] of [...fields, ...form.displays]) {
    for (const issue of [...fieldIssues(field, around), ...linkedIssues(field, form, around)])
      issues.push({ ...issue, path: ['properties', key, ...issue.path] });
    if (!field.owned) continue;
    // What a row reads of its record is that of this version of the form.
    const together = new Map([...forms, [form.ref, form]]);
    issues.push(...columnIssues(field, field.owned, formIssues(field.owned, together)));
  }
  const title = known(titleField, ['trellis', 'titleField']) ? fields.get(titleField) : undefined;
  if (title && !title.type.title) {
    add(['trellis', 'titleField'], title.meta.encrypted ? 'encrypted_title' : 'not_a_title');
  }
  if (stageField !== undefined && known(stageField, ['trellis', 'stageField'])) {
    const stage = fields.get(stageField);
    if (stage?.kind !== 'option' || stage.many) add(['trellis', 'stageField'], 'not_a_stage');
  }
  for (const [index, key] of document.required.entries()) known(key, ['required', index]);
  const keys = new Set<string>();
  for (const [index, { key, field }] of checks.entries()) {
    if (keys.has(key)) add(['trellis', 'checks', index, 'key'], 'duplicate_key', { value: key });
    keys.add(key);
    if (field !== undefined) known(field, ['trellis', 'checks', index, 'field']);
  }
  issues.push(...computedIssues(form, forms), ...holdIssues(form, forms));
  issues.push(...keyIssues(form), ...similarIssues(form, forms));
  const placeable = (key: string) => fields.has(key) || form.displays.has(key);
  issues.push(...layoutIssues(layout, placeable), ...form.behaviour.issues, ...cycleIssues(form));
  return issues;
}

function layoutIssues(layout: readonly LayoutNode[], exists: (field: string) => boolean): readonly Issue[] {
  const issues: Issue[] = [];
  const [placed, sections] = [new Set<string>(), new Set<string>()];
  const once = (seen: Set<string>, value: string, path: Issue['path'], code: string) => {
    if (seen.has(value)) issues.push({ path, code, params: { value } });
    seen.add(value);
  };
  const walk = (nodes: readonly LayoutNode[], path: Issue['path'], depth: number) => {
    for (const [index, node] of nodes.entries()) {
      const at = [...path, index];
      if (node.kind !== 'field') once(sections, node.key, [...at, 'key'], 'duplicate_key');
      if (node.kind === 'divider' || node.kind === 'description') continue;
      if (node.kind === 'section' || node.kind === 'tabs') {
        if (depth < MAX_LAYOUT_DEPTH) walk(node.children, [...at, 'children'], depth + 1);
        else issues.push({ path: at, code: 'layout_too_deep', params: { max: MAX_LAYOUT_DEPTH } });
        continue;
      }
      once(placed, node.field, [...at, 'field'], 'placed_twice');
      if (!exists(node.field)) {
        issues.push({ path: [...at, 'field'], code: 'unknown_field', params: { name: node.field } });
      }
    }
  };
  walk(layout, ['trellis', 'layout'], 1);
  return issues;
}

/**
 * Changes of fields, and of columns of sub-forms, that the stored data can't follow: into or out of files and sub-forms,
 * into computed values, to another form.
 */
export function typeChangeIssues(before: CompiledForm, after: CompiledForm): readonly Issue[] {
  return [...after.fields.values()].flatMap((field): readonly Issue[] => {
    const old = before.fields.get(field.key);
    if (!old) return [];
    if (old.owned && field.owned) return inSettings(field, typeChangeIssues(old.owned, field.owned));
    return conversionOf(old, field) === 'impossible' ? [typeChange(old, field)] : [];
  });
}

const typeChange = (before: CompiledField, after: CompiledField): Issue => ({
  path: ['properties', after.key, 'trellis', 'type'],
  code: 'type_change_unsupported',
  params: { from: before.type.type, to: after.type.type },
});
