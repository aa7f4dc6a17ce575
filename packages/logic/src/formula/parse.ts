import type { Scope } from '../types.ts';
import { build, parts } from './build.ts';
import { signsOfDates } from './dates.ts';
import { carry, newMarks, spanAt } from './marks.ts';
import { changeOptions, optionKey } from './options.ts';
import { syntaxIssues, syntaxOf } from './syntax.ts';
import type { FormulaIssue, FormulaNames, ParsedFormula } from './types.ts';

/**
 * The expression that a formula means (`IF({合同金额}>100000, "大客户", "普通")`), not yet checked: positions in the text for
 * issues of `check` come from `spanOf`. With a scope, `+` and `-` of dates count days. Full-width punctuation, a leading `=` and names in any case are understood.
 */
export function parseFormula(text: string, names: FormulaNames, scope?: Scope): ParsedFormula {
  const tree = syntaxOf(text);
  const wrong = syntaxIssues(tree, text);
  if (wrong.length > 0) return { ok: false, issues: wrong };
  const issues: FormulaIssue[] = [];
  const marks = newMarks();
  const [top] = parts(tree.topNode);
  const built = top && build({ text, names, marks, issues, around: null, level: 0 }, top);
  if (built === undefined) return { ok: false, issues };
  const known = changeOptions(built, names, optionKey, (from, to, literal) =>
    carry(marks, from, to, literal),
  );
  const expr = scope ? signsOfDates(known, scope, (from, to) => carry(marks, from, to)) : known;
  const all = { from: top?.from ?? 0, to: top?.to ?? text.length };
  return { ok: true, expr, spanOf: (path) => spanAt(marks, expr, path, all) };
}
