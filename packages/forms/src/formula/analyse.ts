import {
  type Checked,
  check,
  type FormulaIssue,
  type FormulaNames,
  formulaIssueText,
  formulaTree,
  parseFormula,
  references,
  type Span,
  type ValueType,
} from '@trellis/logic';
import type { FormulaWorld } from './world.ts';

/** A mistake with its words, and what to write instead where that is clear. */
export interface FormulaMistake extends FormulaIssue {
  readonly message: string;
  readonly fix?: string;
}

export type AnalysedFormula =
  | { readonly ok: true; readonly checked: Checked }
  | { readonly ok: false; readonly mistakes: readonly FormulaMistake[] };

/**
 * What a text means over a form, or what is wrong with it and where.
 * @param expect type that the formula must have; undefined = any
 */
export function analyseFormula(
  text: string,
  world: FormulaWorld,
  expect: ValueType | undefined,
): AnalysedFormula {
  const { names, scope, self } = world;
  const parsed = parseFormula(text, names, scope, world.options);
  if (!parsed.ok) return { ok: false, mistakes: parsed.issues.map((issue) => inWords(issue, world)) };
  const options = self === undefined ? undefined : scope.form.fields.get(self)?.options;
  const result = check(parsed.expr, scope, { before: world.before, options, ...(expect ? { expect } : {}) });
  // What is written anew must name options that there are.
  const wrong = (result.ok ? result.warnings : result.issues).map(
    ({ path, code, params }): FormulaIssue => ({
      ...parsed.spanOf(path),
      code,
      ...(params ? { params: readable(params, names) } : {}),
    }),
  );
  if (result.ok && self !== undefined && references(result.value).includes(self))
    wrong.push({
      ...(spanOfField(text, self, names) ?? parsed.spanOf([])),
      code: 'formula_self',
      params: { name: names.show(self) },
    });
  if (result.ok && wrong.length === 0) return { ok: true, checked: result.value };
  return { ok: false, mistakes: wrong.map((issue) => inWords(issue, world)) };
}

function inWords(issue: FormulaIssue, { locale }: FormulaWorld): FormulaMistake {
  const { fix } = issue.params ?? {};
  const message = formulaIssueText(issue, locale);
  return { ...issue, message, ...(typeof fix === 'string' ? { fix } : {}) };
}

/** The checker speaks of paths, people of fields. */
const readable = (
  params: NonNullable<FormulaIssue['params']>,
  names: FormulaNames,
): NonNullable<FormulaIssue['params']> =>
  typeof params.name === 'string' ? { ...params, name: names.show(params.name) } : params;

/** Where a text names a field first. */
function spanOfField(text: string, path: string, names: FormulaNames): Span | undefined {
  let span: Span | undefined;
  formulaTree(text).iterate({
    enter({ name, from, to }) {
      const found = name === 'Field' && !span ? names.find(text.slice(from + 1, to - 1)) : undefined;
      if (found?.is === 'path' && found.path === path) span = { from, to };
    },
  });
  return span;
}
