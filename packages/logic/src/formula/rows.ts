import type { RowsOf } from '../functions/index.ts';
import type { Expr } from '../types.ts';
import type { FormulaNames } from './types.ts';
import { type Around, absolute, isRow, rewrite, rowsOfSource, varOf } from './walk.ts';

/** The beginnings of a path that are many rows. */
export function rowsIn(names: FormulaNames, path: string): readonly string[] {
  const found = names.find(path);
  return found.is === 'path' ? found.rows : [];
}

/**
 * How functions learn of rows: an argument that reads fields of one to-many path, `{明细.数量} * {明细.单价}`, is those rows
 * and what is worked out in each. `copied` hears of every part that stands for another.
 */
export const rowsOfArgument =
  (names: FormulaNames, around: Around, copied: (from: Expr, to: Expr) => void): RowsOf =>
  (argument) => {
    let found: string | undefined;
    let fits = true;
    const start = { around, depth: 0 };
    rewrite(argument, start, (part, { around: inside, depth }) => {
      const path = varOf(part);
      if (path === undefined || (isRow(path) && depth > 0)) return part;
      const full = absolute(path, inside);
      const rows = rowsIn(names, full).find((one) => one !== full && !within(around, one));
      // The row of a row around is out of reach from inside, and so is ours from inside another.
      if (rows === undefined ? isRow(path) : depth > 0 || (found !== undefined && found !== rows))
        fits = false;
      found ??= rows;
      return part;
    });
    if (found === undefined || !fits) return undefined;
    const rows = found;
    const row = rewrite(argument, start, (part, { around: inside, depth }, before) => {
      const path = varOf(part);
      const full = path === undefined || (isRow(path) && depth > 0) ? '' : absolute(path, inside);
      const next = full.startsWith(`${rows}.`) ? { var: `row${full.slice(rows.length)}` } : part;
      if (next !== before) copied(before, next);
      return next;
    });
    return { rows: { var: relative(rows, around) }, row };
  };

/** Whether rows are those around, or lie on the way to them. */
const within = (around: Around, rows: string): boolean =>
  around !== null && (around === rows || around.startsWith(`${rows}.`));

/** A full path as it is written inside the rows around. */
function relative(path: string, around: Around): string {
  return around !== null && path.startsWith(`${around}.`) ? `row${path.slice(around.length)}` : path;
}

/** What a condition per row runs over, by the first argument of its function: `{明细}` or a column `{明细.金额}`. */
export const aroundBody = (source: Expr, around: Around, rowsOf: RowsOf): Around =>
  rowsOfSource(rowsOf(source)?.rows ?? source, around);
