import { normalizeDecimal } from '@trellis/logic';
import { frag, raw } from '@trellis/logic/sql';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import type { GroupQuery, Groups } from '../types.ts';
import { conditionsOf, invalid, unknownField } from './input.ts';
import { rowsOf, select } from './select.ts';

const GROUPABLE = new Set(['option', 'boolean', 'ref']);
/** More groups than a board has lanes are not for people. */
const MAX_GROUPS = 1_000;

/**
 * Counts and sums by the values of one option, yes/no or reference field, largest group first; the group of records
 * without a value has key null. Errors: as queryRecords, at ["by"] and ["sum"].
 */
export async function groupRecords(ctx: Ctx, form: string, body: GroupQuery): Promise<Groups> {
  const scope = scoped(ctx, form, 'view');
  const { fields } = scope.access.scope.form;
  const by = fields.get(body.by);
  if (!by || by.rows) throw unknownField(['by'], body.by);
  if (by.type.many || !GROUPABLE.has(by.type.kind)) {
    throw invalid({ path: ['by'], code: 'not_groupable', params: { name: body.by } });
  }
  const summed = body.sum === undefined ? undefined : fields.get(body.sum);
  if (body.sum !== undefined && !summed) throw unknownField(['sum'], body.sum);
  if (summed && (summed.type.many || summed.type.kind !== 'number')) {
    throw invalid({ path: ['sum'], code: 'not_a_number', params: { name: body.sum ?? '' } });
  }
  const key = scope.column(body.by);
  const rows = await rowsOf<{ key: string | null; count: string; sum?: string | null }>(
    ctx,
    select(scope, {
      columns: [
        frag`${key}::text AS key`,
        frag`count(*) AS count`,
        ...(body.sum === undefined ? [] : [frag`sum(${scope.column(body.sum)}) AS sum`]),
      ],
      where: conditionsOf(scope, body),
      // By place: the parameters of a value worked out here would make it another expression each time.
      groupBy: raw('1'),
      orderBy: raw('count(*) DESC, 1'),
      limit: MAX_GROUPS,
    }),
  );
  return {
    groups: rows.map(({ key: value, count, sum }) => ({
      key: value,
      count: Number(count),
      ...(body.sum === undefined ? {} : { sum: sum ? normalizeDecimal(sum) : null }),
    })),
  };
}
