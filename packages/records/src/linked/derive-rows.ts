import { type Derived, derivedOf, OF_OWNER, type RowValue, rowData, rowsOf } from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type RowDraft, rowDrafts } from '../owned/drafts.ts';
import { sameValue } from '../write/image.ts';
import {
  asks,
  canonical,
  followChange,
  followers,
  followNew,
  type Values,
  type WriteAction,
} from './follow.ts';
import { type Known, readBehind } from './record-values.ts';

/** What follows in the rows of one sub-form. */
export interface DerivedRows {
  /** The rows that there shall be, by their ids, where all of them follow from another record. */
  readonly list?: readonly RowValue[];
  /** Values of rows by the id of the row, as `DerivedValues` has those of a record. */
  readonly of: ReadonlyMap<Value, { readonly values: Values; readonly hidden: Values }>;
}

/** Whether anything may follow in rows, by themselves or as a whole. */
export const rowsFollow = (rows: CatalogForm): boolean => asks(rows) || followers(rows).length > 0;

/** Rows that are new get their ids at once, so that what follows for a row finds it again. */
export function withRowIds<V extends Readonly<Record<string, unknown>>>(form: CatalogForm, values: V): V {
  let identified: Record<string, unknown> | undefined;
  for (const [key, rows] of form.owned) {
    const given = typeof values === 'object' && values !== null ? values[key] : undefined;
    if (!rowsFollow(rows) || typeof given !== 'object' || given === null) continue;
    identified ??= { ...values };
    if (Array.isArray(given)) identified[key] = given.map(withId);
    else if ('upsert' in given && Array.isArray(given.upsert))
      identified[key] = { ...given, upsert: given.upsert.map(withId) };
  }
  return (identified as V | undefined) ?? values;
}

const withId = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && !Array.isArray(row) && !Object.hasOwn(row, '_id')
    ? { _id: newId(), ...row }
    : row;

/** Rows on their way: what was sent or filled in as a whole, what is stored, and the record around them. */
interface RowsOnTheirWay {
  readonly sent: Values;
  readonly lists: ReadonlyMap<string, readonly RowValue[]>;
  readonly stored: Values;
  /** The record as it will be, with its system fields. */
  readonly record: Row;
  /** Fields of the record that change. */
  readonly moved: ReadonlySet<string>;
}

/**
 * What follows in the rows of a record: for new ones as for new records, for others from what changes in them and in
 * the record.
 */
export async function deriveRows(
  ctx: Ctx,
  access: Access,
  action: WriteAction,
  change: RowsOnTheirWay,
  env: Env,
): Promise<ReadonlyMap<string, DerivedRows>> {
  const found = new Map<string, DerivedRows>();
  const around = new Set([...change.moved].map((key) => `${OF_OWNER}${key}`));
  for (const [key, rows] of access.owned) {
    const whole = change.lists.get(key);
    const before = rowsOf(change.stored[key]);
    const drafts = whole
      ? whole.map((row): RowDraft => ({ given: row, stored: undefined }))
      : Object.hasOwn(change.sent, key)
        ? rowDrafts(change.sent[key] ?? null, before)
        : followers(rows.form).some(({ reads }) => reads.some((name) => around.has(name)))
          ? before.map((stored): RowDraft => ({ given: {}, stored }))
          : [];
    if (!whole && (drafts.length === 0 || !rowsFollow(rows.form))) continue;
    const known = await behindRows(ctx, rows, drafts);
    const of = new Map<Value, { readonly values: Values; readonly hidden: Values }>();
    for (const { given, stored } of drafts) {
      const id = stored?._id ?? given._id ?? null;
      const data = rowData({ _id: id }, change.record);
      const { _id: _, ...columns } = given;
      const sent = whole ? columns : canonical(rows, action, columns);
      if (stored) {
        const moved = new Set([
          ...around,
          ...Object.keys(sent).filter((one) => !sameValue(sent[one], stored[one])),
        ]);
        of.set(id, await followChange(ctx, rows, { before: stored, sent, moved }, data, env, known));
      } else {
        const { values, hidden } = await followNew(ctx, rows, sent, data, env, known);
        of.set(id, { values: whole ? { ...columns, ...values } : values, hidden });
      }
    }
    found.set(key, whole ? { list: whole.map(({ _id = null }) => ({ _id })), of } : { of });
  }
  return found;
}

/** What the rows of one write take from behind their references, in one query for each reference. */
export async function behindRows(ctx: Ctx, rows: Access, drafts: readonly RowDraft[]): Promise<Known> {
  const paths = new Map<string, string[]>();
  for (const path of derivedOf(rows.form).flatMap(pathOf)) {
    const [via = ''] = path.split('.');
    if (!rows.form.fields.get(via)?.many) paths.set(via, [...(paths.get(via) ?? []), path]);
  }
  const known = new Map<string, ReadonlyMap<Value, Value>>();
  for (const [via, wanted] of paths) {
    const ids = new Set(drafts.map(({ given, stored }) => given[via] ?? stored?.[via] ?? null));
    ids.delete(null);
    const read = await readBehind(ctx, rows, via, [...ids] as string[], wanted);
    for (const [path, values] of read) known.set(path, values);
  }
  return known;
}

const pathOf = ({ source }: Derived): readonly string[] =>
  source.kind === 'through' && !source.path.startsWith(OF_OWNER) ? [source.path] : [];
