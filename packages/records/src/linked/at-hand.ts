import { normaliseRecord, rowData, rowsOf, wholeRow } from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import { AppError, isId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readBefore } from '../write/before.ts';
import { emptyValues, type Frame, systemOf } from '../write/image.ts';

/** The record that somebody is filling in, as a client describes it. */
export interface AtHandInput {
  readonly record?: string | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The record at hand as expressions see it: what is stored, hidden fields included, with what is on the screen over it.
 * What can't be read yet counts as empty; what the member can't see is not taken from the client.
 * Errors: record_not_found.
 */
export async function recordAtHand(ctx: Ctx, access: Access, input: AtHandInput): Promise<Row> {
  const { form } = access;
  const frame: Frame = {
    id: '',
    version: 0,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    owner: ctx.actor.id,
    department: null,
  };
  const stored = input.record === undefined ? undefined : await storedRecord(ctx, access, input.record);
  const screen: Record<string, Value> = {};
  for (const [key, value] of Object.entries(input.values ?? {})) {
    if (!access.visible.has(key)) continue;
    const read = normaliseRecord(form, { [key]: value }, { generated: 'keep' });
    const canonical = (read.ok ? read.value[key] : null) ?? null;
    const rows = access.owned.get(key);
    screen[key] = rows ? rowsAtHand(rows, canonical, stored?.values[key]) : canonical;
  }
  const system = systemOf(stored ?? frame);
  return { ...(stored?.values ?? emptyValues(form)), ...screen, ...system, _id: stored?.id ?? null };
}

/** Rows as on the screen; the columns that the member can't see are those that are stored. */
function rowsAtHand({ form, visible }: Access, screen: Value, stored: Value | undefined): Value {
  const before = new Map(rowsOf(stored).map((row) => [row._id, row]));
  return rowsOf(screen).map((row) => {
    const seen = Object.entries(row).filter(([key]) => key === '_id' || visible.has(key));
    return wholeRow(form, String(row._id ?? ''), {
      ...before.get(row._id),
      ...Object.fromEntries(seen),
    });
  });
}

/**
 * A row of the record at hand and what may be done with it. Errors: query_invalid for one that is not there, or not to
 * be seen.
 */
export function rowAtHand(
  access: Access,
  record: Row,
  { field, row: id }: { readonly field: string; readonly row: string },
): { readonly access: Access; readonly data: Row } {
  const rows = access.owned.get(field);
  const row = rowsOf(record[field]).find(({ _id }) => _id === id);
  if (rows && row) return { access: rows, data: rowData(row, record) };
  throw new AppError('query_invalid', {
    issues: [{ path: ['in'], code: 'unknown_field', params: { name: field.slice(0, 100) } }],
  });
}

async function storedRecord(ctx: Ctx, access: Access, id: string) {
  const state = reading(ctx, envOf(ctx));
  const mayView = access.actions.has('view') && isId(id);
  const stored = mayView ? await readBefore(state, access, 'view', id) : undefined;
  if (!stored) throw new AppError('record_not_found');
  return stored;
}
