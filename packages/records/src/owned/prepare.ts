import {
  defaults,
  isBlankRow,
  isRowsChange,
  type RowValue,
  rowData,
  rowsOf,
  wholeRow,
} from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import { type Issue, newId } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { settle } from '../write/settle.ts';
import { bringsAll, lockedFields, unknownFields } from '../write/writable.ts';

type Values = Readonly<Record<string, Value>>;

/** A row on its way: what was sent of it and what is stored. */
interface Draft {
  readonly given: RowValue;
  readonly stored: RowValue | undefined;
}

/**
 * Works out the rows that a record shall have from what a client sent: a whole list (rows by their id, in its order) or
 * `{ upsert, delete }`. Each row goes the way of a record: defaults when it is new, its rules, what may be written.
 * Rows without any value are left out. Issues stand at [field, row, column], the row by its place in the result.
 * @param sent canonical values as `normaliseRecord` gives them
 * @param stored values of the record before; the defaults of a new one
 * @param system system fields of the record
 */
export function prepareRows(
  ctx: Ctx,
  access: Access,
  action: 'create' | 'edit' | 'import',
  change: { readonly sent: Values; readonly stored: Values; readonly system: Row },
  env: Env,
): { readonly values: Values; readonly issues: readonly Issue[] } {
  const { sent, stored, system } = change;
  const touched = [...access.owned].filter(([key]) => Object.hasOwn(sent, key));
  if (touched.length === 0) return { values: sent, issues: [] };
  const parent: Row = { ...stored, ...sent, ...system };
  const values: Record<string, Value> = { ...sent };
  const issues: Issue[] = [];
  for (const [key, rows] of touched) {
    const before = rowsOf(stored[key]);
    const drafts = draftsOf(sent[key] ?? null, before);
    const field = access.form.fields.get(key);
    const denied = new Set(bringsAll(ctx) || !field ? [] : field.type.denied?.(field.config));
    const list: RowValue[] = [];
    for (const draft of drafts) {
      const { row, found } = prepareRow(ctx, rows, action, draft, parent, env);
      if (isBlankRow(rows.form, row)) continue;
      const at = [key, list.length];
      const refused = draft.stored
        ? denied.has('edit') && JSON.stringify(row) !== JSON.stringify(draft.stored) && 'row_edit_denied'
        : denied.has('add') && 'row_add_denied';
      if (refused) issues.push({ path: at, code: refused });
      issues.push(...found.map((issue) => ({ ...issue, path: [...at, ...issue.path] })));
      list.push(row);
    }
    const kept = new Set(list.map(({ _id }) => _id));
    if (denied.has('delete') && before.some(({ _id }) => !kept.has(_id))) {
      issues.push({ path: [key], code: 'row_delete_denied' });
    }
    values[key] = list.length > 0 ? list : null;
  }
  return { values, issues };
}

function draftsOf(sent: Value, before: readonly RowValue[]): Draft[] {
  const stored = new Map(before.map((row) => [row._id, row]));
  if (!isRowsChange(sent))
    return rowsOf(sent).map((given) => ({ given, stored: stored.get(given._id ?? '') }));
  const upserts = new Map(sent.upsert.map((given) => [given._id, given]));
  const gone = new Set<Value>(sent.delete);
  const kept = before
    .filter(({ _id }) => !gone.has(_id ?? ''))
    .map((row): Draft => ({ given: upserts.get(row._id ?? '') ?? {}, stored: row }));
  const added = sent.upsert.filter(({ _id }) => !stored.has(_id ?? ''));
  return [...kept, ...added.map((given): Draft => ({ given, stored: undefined }))];
}

function prepareRow(
  ctx: Ctx,
  access: Access,
  action: 'create' | 'edit' | 'import',
  { given, stored }: Draft,
  parent: Row,
  env: Env,
): { readonly row: RowValue; readonly found: readonly Issue[] } {
  const { form } = access;
  const id = String(stored?._id ?? given._id ?? newId());
  const { _id: _, ...sent } = given;
  const around = rowData({ _id: id }, parent);
  const initial = wholeRow(form, id, stored ?? defaults(form, env, around));
  const keys = new Set(Object.keys(sent));
  const { values } = settle(form, { ...initial, ...sent }, initial, keys, around, env);
  const unknown = unknownFields(access, sent);
  const found =
    unknown.length > 0
      ? unknown
      : lockedFields(ctx, access, action, { after: values, before: initial }, keys, around, env);
  return { row: wholeRow(form, id, values), found };
}
