import type { Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { goBack, oldValues } from '../history/back.ts';
import { type ChangeRow, changesOf } from '../history/changes.ts';
import type { RecordBody } from '../types.ts';

/** A moment in the life of a record: before or after a change, or by the clock. */
export type Moment = { readonly change: string; readonly side: 'before' | 'after' } | { readonly at: string };

/** A record as it was. */
export interface PastState {
  /** Values of the fields that exist for the member now. */
  readonly values: Readonly<Record<string, Value>>;
  readonly owner: string | null;
  readonly version: number;
  /** Whether there was such a record, or it lay in the bin. */
  readonly there: 'living' | 'deleted' | 'not_yet';
  /** The last change by then that was made to it; undefined before the first. */
  readonly last: Pick<ChangeRow, 'at' | 'actor'> | undefined;
  /** The change that was named; undefined where none is or the history has it no more. */
  readonly named: ChangeRow | undefined;
}

/** Changes that are read at once, and that the way back may lead over. */
const PAGE = 500;
const FARTHEST = 10_000;

/**
 * What a record was at a moment, worked out from what it is now: every change since is taken back.
 * @param record as the member may read it now
 */
export async function stateAt(
  ctx: Ctx,
  access: Access,
  record: RecordBody,
  moment: Moment,
): Promise<PastState | undefined> {
  const state: Record<string, unknown> = { ...record.values, _owner_id: record.meta.owner };
  let there: PastState['there'] = record.meta.deletedAt ? 'deleted' : 'living';
  let named: ChangeRow | undefined;
  let passed = 0;
  let reached: ChangeRow | undefined;
  for (let after: ChangeRow | undefined; passed < FARTHEST; ) {
    const rows = await changesOf(ctx, access.form.ref, record.id, { after, limit: PAGE });
    for (const row of rows) {
      const isNamed = 'change' in moment && row.id === moment.change;
      if (isNamed) named = row;
      const isThere = 'at' in moment ? row.at <= moment.at : isNamed && moment.side === 'after';
      if (isThere) reached ??= row;
      if (reached && updates(row)) return pastOf(state, row, reached.version, there, named);
      if (reached) continue;
      if (row.op === 'create') there = 'not_yet';
      else if (row.op === 'delete') there = 'living';
      else if (row.op === 'restore') there = 'deleted';
      if (row.op !== 'delete' && row.op !== 'create')
        goBack(access, row.op, oldValues(ctx, access, record.id, row.before), state);
      if (isNamed) return pastOf(state, undefined, 1, there, named);
    }
    passed += rows.length;
    after = rows.at(-1);
    if (rows.length < PAGE)
      return reached || 'at' in moment
        ? pastOf(state, undefined, reached?.version ?? 1, there, named)
        : undefined;
  }
  return undefined;
}

/** Whether a change moves who changed the record last: neither what follows from others nor that it was shared does. */
const updates = ({ op, cause }: ChangeRow): boolean =>
  cause !== 'computed' && op !== 'share' && op !== 'unshare';

function pastOf(
  { _owner_id: owner, ...values }: Readonly<Record<string, unknown>>,
  last: ChangeRow | undefined,
  version: number,
  there: PastState['there'],
  named: ChangeRow | undefined,
): PastState {
  return {
    values: values as Record<string, Value>,
    owner: owner as string | null,
    version,
    there,
    last,
    named,
  };
}
