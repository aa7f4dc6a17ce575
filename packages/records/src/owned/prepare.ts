import { isBlankRow, type RowValue, rowData, rowsOf, wholeRow } from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import { type Issue, newId } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import type { DerivedRows } from '../linked/derive-rows.ts';
import { type Values, type WriteAction, withoutTheirs } from '../linked/follow.ts';
import { initialValues } from '../write/initial.ts';
import { settle } from '../write/settle.ts';
import { bringsAll, lockedFields, unknownFields } from '../write/writable.ts';
import { type RowDraft, rowDrafts } from './drafts.ts';

/**
 * Works out the rows that a record shall have from what a client sent: a whole list (rows by their id, in its order) or
 * `{ upsert, delete }`. Each row goes the way of a record: defaults when it is new, its rules, what may be written.
 * Rows without any value are left out. Issues stand at [field, row, column], the row by its place in the result.
 * @param sent canonical values as `normaliseRecord` gives them
 * @param derived what follows in rows, and rows that follow as a whole: nobody needs the right to write these
 * @param stored values of the record before; the defaults of a new one
 * @param system system fields of the record
 */
export function prepareRows(
  ctx: Ctx,
  access: Access,
  action: WriteAction,
  change: {
    readonly sent: Values;
    readonly stored: Values;
    readonly system: Row;
    /** What follows for fields of the record that were not sent. */
    readonly around?: Values | undefined;
    readonly derived?: ReadonlyMap<string, DerivedRows> | undefined;
  },
  env: Env,
): { readonly values: Values; readonly issues: readonly Issue[] } {
  const { sent, stored, system, derived } = change;
  const touched = [...access.owned].filter(([key]) => Object.hasOwn(sent, key) || derived?.has(key));
  if (touched.length === 0) return { values: sent, issues: [] };
  const parent: Row = { ...stored, ...change.around, ...sent, ...system };
  const values: Record<string, Value> = { ...sent };
  const issues: Issue[] = [];
  for (const [key, rows] of touched) {
    const before = rowsOf(stored[key]);
    const byHand = Object.hasOwn(sent, key);
    const follows = derived?.get(key);
    const drafts: readonly RowDraft[] = byHand
      ? rowDrafts(sent[key] ?? null, before)
      : (follows?.list?.map((given) => ({ given, stored: undefined })) ??
        before.map((row) => ({ given: {}, stored: row })));
    const field = access.form.fields.get(key);
    const denied = new Set(
      bringsAll(ctx, action) || !field || !byHand ? [] : field.type.denied?.(field.config),
    );
    const list: RowValue[] = [];
    for (const draft of drafts) {
      const { row, found } = prepareRow(ctx, rows, action, draft, follows?.of, parent, env);
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

function prepareRow(
  ctx: Ctx,
  access: Access,
  action: WriteAction,
  { given, stored }: RowDraft,
  derived: DerivedRows['of'] | undefined,
  parent: Row,
  env: Env,
): { readonly row: RowValue; readonly found: readonly Issue[] } {
  const { form } = access;
  const id = String(stored?._id ?? given._id ?? newId());
  const follows = derived?.get(id);
  const { _id: _, ...columns } = given;
  const sent = follows ? withoutTheirs(access, action, columns, follows.values) : columns;
  const around = rowData({ _id: id }, parent);
  const before = wholeRow(form, id, stored ?? initialValues(form, sent, follows?.values ?? {}, env, around));
  const keys = new Set(Object.keys(sent));
  const wanted = { ...before, ...follows?.values, ...sent };
  const { values } = settle(form, wanted, before, keys, around, env, follows?.hidden);
  const unknown = unknownFields(access, sent);
  const found =
    unknown.length > 0
      ? unknown
      : lockedFields(ctx, access, action, { after: values, before }, keys, around, env);
  return { row: wholeRow(form, id, values), found };
}
