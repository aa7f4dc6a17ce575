import type { Frag } from '@trellis/logic';
import { frag, raw } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { scopeIn } from '../access/scoped.ts';
import { reading } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { select } from '../query/select.ts';

/** Conditions that the member sees both records of a pair `t`. Errors: form_not_found, forbidden. */
export function seenPairs(ctx: Ctx, ref: string): readonly Frag[] {
  const access = accessFor(ctx, ref, 'view');
  const state = reading(ctx, envOf(ctx));
  return (['t.a', 't.b'] as const).map((side) => {
    const scope = scopeIn(state, access, 'view');
    const { sql } = select(scope, {
      columns: [raw('1')],
      where: [frag`${scope.column('_id')} = ${raw(side)}`],
    });
    return frag`EXISTS (${sql})`;
  });
}
