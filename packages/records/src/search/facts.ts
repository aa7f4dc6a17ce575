import type { TableConfig, ViewDocument } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { viewsOf } from '../catalog/views-of.ts';
import type { Catalog } from '../contract.ts';

/** Facts of a record that stand beside its title. */
const FACTS = 2;

/** The fields that say most about a form's records: the first columns of its first table, without title and stage. */
export function factsOf(catalog: Catalog, { form, visible, owned }: Access): readonly string[] {
  const tables = viewsOf(catalog, form.ref)
    .map(([, view]) => view)
    .sort((a, b) => (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER))
    .map(shownColumns);
  const columns = tables.find(({ length }) => length > 0) ?? [...visible.keys()];
  return columns.filter(tells).slice(0, FACTS);

  function tells(key: string): boolean {
    const field = visible.get(key);
    const known = key === form.titleField || key === form.stageField;
    return field !== undefined && !known && !owned.has(key) && !field.type.wide && !field.meta.encrypted;
  }
}

function shownColumns({ config }: ViewDocument): readonly string[] {
  const { columns = [] } = config as Partial<TableConfig>;
  return columns.filter(({ hidden }) => !hidden).map(({ field }) => field);
}
