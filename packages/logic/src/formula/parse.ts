import type { Expr, Json, Scope } from '../types.ts';
import { build, parts } from './build.ts';
import { signsOfDates } from './dates.ts';
import { carry, newMarks, spanAt } from './marks.ts';
import { changeOptions, optionKey } from './options.ts';
import { syntaxIssues, syntaxOf } from './syntax.ts';
import { titlesInTexts } from './titles.ts';
import type { FormulaIssue, FormulaNames, FormulaOption, ParsedFormula } from './types.ts';

/**
 * The expression that a formula means (`IF({合同金额}>100000, "大客户", "普通")`), not yet checked: positions in the text for
 * issues of `check` come from `spanOf`. With a scope, `+` and `-` of dates count days. Full-width punctuation, a leading
 * `=` and names in any case are understood. A reference in a text is the title of its record.
 * @param options those of the field whose value it is: the texts that it comes to may be their labels
 */
export function parseFormula(
  text: string,
  names: FormulaNames,
  scope?: Scope,
  options: readonly FormulaOption[] = [],
): ParsedFormula {
  const tree = syntaxOf(text);
  const wrong = syntaxIssues(tree, text);
  if (wrong.length > 0) return { ok: false, issues: wrong };
  const issues: FormulaIssue[] = [];
  const marks = newMarks();
  const [top] = parts(tree.topNode);
  const built = top && build({ text, names, marks, issues, around: null, level: 0 }, top);
  if (built === undefined) return { ok: false, issues };
  const copied = (from: Expr, to: Expr, literal?: (json: Json) => Json) => carry(marks, from, to, literal);
  const known = changeOptions(built, options, { names, change: optionKey, copied });
  const named = titlesInTexts(known, names, copied);
  const expr = scope ? signsOfDates(named, scope, copied) : named;
  const all = { from: top?.from ?? 0, to: top?.to ?? text.length };
  return { ok: true, expr, spanOf: (path) => spanAt(marks, expr, path, all) };
}
