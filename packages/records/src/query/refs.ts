import type { RowValue } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { RecordBody } from '../types.ts';

type Targets = Map<string, Set<string>>;

/** Adds the ids in a field's value to those of its target. */
export function addRefs(targets: Targets, target: string | undefined, value: unknown): void {
  if (target === undefined || value === null || value === undefined) return;
  let ids = targets.get(target);
  if (!ids) {
    ids = new Set();
    targets.set(target, ids);
  }
  for (const id of Array.isArray(value) ? (value as Value[]) : [value])
    if (typeof id === 'string') ids.add(id);
}

/** Everything that records point to, by target: their reference fields, and the people of their system fields. */
export function refsOf(form: CatalogForm, records: readonly RecordBody[]): Targets {
  const targets: Targets = new Map();
  const references = [...form.fields.values()].filter(({ target }) => target !== undefined);
  for (const { values, meta } of records) {
    for (const { key, target } of references) addRefs(targets, target, values[key]);
    addRowRefs(targets, form, values);
    for (const id of [meta.owner, meta.createdBy, meta.updatedBy]) addRefs(targets, MEMBER_TARGET, id);
    addRefs(targets, '$department', meta.department);
  }
  return targets;
}

/** Adds what the rows of a record point to. */
export function addRowRefs(
  targets: Targets,
  form: CatalogForm,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [key, rows] of form.owned) {
    const list = values[key];
    if (!Array.isArray(list)) continue;
    const references = [...rows.fields.values()].filter(({ target }) => target !== undefined);
    for (const row of list as readonly RowValue[]) {
      for (const { key: column, target } of references) addRefs(targets, target, row[column]);
    }
  }
}
