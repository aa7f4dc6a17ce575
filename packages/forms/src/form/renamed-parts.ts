import type { Expr } from '@trellis/logic';
import type { Renaming } from '../contract.ts';

/** A condition on other records that names those of this one as `$record`. */
export const renamedCondition = <C extends { readonly where?: Expr }>(condition: C, to: Renaming): C =>
  condition.where === undefined ? condition : { ...condition, where: to.expr(condition.where, '$record') };

/** A to-many path: a sub-form of this form, or "form@field". */
export function renamedRows(rows: string, to: Renaming): string {
  const at = rows.indexOf('@');
  return at < 0 ? to.path(rows) : to.form(rows.slice(0, at)) + rows.slice(at);
}
