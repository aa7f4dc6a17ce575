import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from './parser.generated.ts';
import type { FormulaIssue } from './types.ts';

/** Characters of the longest formula; the longest checked expressions print to less. */
const MAX_FORMULA = 200_000;

/** More would only repeat what the first ones say. */
const MOST_ISSUES = 3;

/** The tree of a text, mistakes included: editors work on it too. */
export const syntaxOf = (text: string): Tree => parser.parse(text);

/** Where a text is no formula. The parser has put error nodes where it left something out or wished for something. */
export function syntaxIssues(tree: Tree, text: string): readonly FormulaIssue[] {
  if (text.length > MAX_FORMULA)
    return [{ from: 0, to: text.length, code: 'formula_too_long', params: { max: MAX_FORMULA } }];
  if (text.replace(/^[\s=＝]*/, '') === '') return [{ from: 0, to: text.length, code: 'formula_empty' }];
  const issues: FormulaIssue[] = [];
  tree.iterate({
    enter(node) {
      if (node.name === 'OpenText') issues.push({ from: node.from, to: node.to, code: 'formula_open_text' });
      if (node.name === 'OpenField')
        issues.push({ from: node.from, to: node.to, code: 'formula_open_field' });
      if (!node.type.isError) return;
      issues.push(node.from === node.to ? missing(node.node, text) : surplus(node.node, text));
      return false;
    },
  });
  // What follows text without an end is part of it, not another mistake.
  const open = issues.find(({ code }) => code === 'formula_open_text' || code === 'formula_open_field');
  return open ? [open] : dropEchoes(issues).slice(0, MOST_ISSUES);
}

/** One place, one message. */
const dropEchoes = (issues: readonly FormulaIssue[]): readonly FormulaIssue[] =>
  issues.filter(({ from }, index) => index === 0 || from > (issues[index - 1]?.to ?? 0));

function missing(error: SyntaxNode, text: string): FormulaIssue {
  const before = text.slice(0, error.from).trimEnd();
  const at = Math.max(before.length - 1, 0);
  const last = before.slice(at);
  const parent = error.parent;
  const isClosed = parent?.name !== 'Arguments' && parent?.name !== 'Group' && parent?.name !== 'List';
  // After a comma, an opening or an operator a value is missed, after a value the end of what encloses it.
  if (isClosed || /[,，(（[［【]$/.test(last) || last === '')
    return { from: at, to: before.length || text.length, code: 'formula_missing_value' };
  return { from: parent?.from ?? at, to: error.from, code: 'formula_missing_close' };
}

function surplus(error: SyntaxNode, text: string): FormulaIssue {
  const { from, to } = error;
  const what = text.slice(from, to).trim();
  if (/^[)）]/.test(what)) return { from, to, code: 'formula_extra_close' };
  if (/^[;；]/.test(what)) return { from, to, code: 'formula_semicolon' };
  if (error.firstChild && !/^[,，]/.test(what)) return { from, to, code: 'formula_missing_operator' };
  return { from, to, code: 'formula_unexpected', params: { text: what.slice(0, 20) } };
}
