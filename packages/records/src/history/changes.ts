import { prepared } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { statementOf } from '../query/select.ts';
import type { History } from '../types.ts';
import type { ChangePosition } from './position.ts';

/** A change as it is stored. */
export interface ChangeRow extends ChangePosition {
  readonly [column: string]: unknown;
  readonly actor: string | null;
  readonly cause: string;
  readonly op: History['changes'][number]['op'];
  /** Values from before, as text: jsonb would come back as JSON numbers where exact ones were stored. */
  readonly before: string | null;
  /** The moment whose values it put back. */
  readonly backTo: string | null;
  readonly accepted: NonNullable<History['changes'][number]['accepted']> | null;
}

/**
 * The newest changes of a record that are stored. `upTo`: those down to a position, that one with them; `after`: those behind
 * it.
 */
export async function changesOf(
  ctx: Ctx,
  form: string,
  id: string,
  part: {
    readonly upTo?: ChangePosition | undefined;
    readonly after?: ChangePosition | undefined;
    readonly limit: number;
  },
): Promise<ChangeRow[]> {
  const at = part.upTo ?? part.after;
  const sign = part.upTo ? '>=' : '<';
  const { rows } = await prepared<ChangeRow>(
    ctx.pool,
    statementOf(
      `SELECT id, version, at, actor, cause, op, before::text AS before, accepted, back_to AS "backTo" FROM ${relation(ctx, 'record_change')}
       WHERE form = $1::text AND record_id = $2::uuid
       ${at ? `AND (version, at, id) ${sign} ($4::integer, $5::timestamptz, $6::uuid)` : ''}
       ORDER BY version DESC, at DESC, id DESC LIMIT $3::integer`,
    ),
    [form, id, part.limit, ...(at ? [at.version, at.at, at.id] : [])],
  );
  return rows;
}
