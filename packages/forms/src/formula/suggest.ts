import {
  type FormulaFunction,
  type FormulaNode,
  type FormulaOption,
  type FormulaTree,
  functions,
} from '@trellis/logic';
import { type FormulaField, fieldRank, fieldsBehind, formulaFields } from './fields.ts';
import { callAt } from './place.ts';
import type { FormulaWorld } from './world.ts';

/** What may be put into the text at a place. */
export interface Suggestion {
  readonly kind: 'field' | 'function' | 'option' | 'word';
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  readonly insert: string;
  /** Where the caret goes, from the start of what was put in; its end by default. */
  readonly caret?: number;
  readonly fn?: FormulaFunction;
}

export interface Suggestions {
  /** The part of the text that the chosen one replaces. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

const MOST = 60;

/** What fits at a position. `asked`: somebody wants to see it although nothing was typed. */
export function suggest(
  world: FormulaWorld,
  tree: FormulaTree,
  text: string,
  position: number,
  asked: boolean,
): Suggestions | undefined {
  const node = tree.resolveInner(position, -1);
  const inside = (name: string) => node.name === name && node.from < position;
  if (inside('OpenField') || (inside('Field') && position < node.to)) {
    const query = text.slice(node.from + 1, position).trim();
    const to = node.name === 'Field' ? node.to : position;
    return found(node.from, to, fieldItems(world, query));
  }
  if (inside('OpenText') || (inside('Text') && position < node.to)) {
    const query = text.slice(node.from + 1, position);
    const to = node.name === 'Text' ? node.to : position;
    return found(node.from, to, quoted(world, tree, text, node, position, query));
  }
  if (node.name === 'Name') {
    const query = text.slice(node.from, position);
    const called = /^\s*[(（]/.test(text.slice(node.to));
    return found(node.from, node.to, wordItems(world, query, called));
  }
  const before = text.slice(0, position).trimEnd();
  const wanted = quoted(world, tree, text, node, position, '');
  if (wanted.length > 0 && /[=＝<>＜＞≠,，(（]$/.test(before)) return found(position, position, wanted);
  return asked ? found(position, position, wordItems(world, '', false)) : undefined;
}

const found = (from: number, to: number, items: readonly Suggestion[]): Suggestions | undefined =>
  items.length > 0 ? { from, to, items: items.slice(0, MOST) } : undefined;

interface Ranked {
  readonly rank: number;
  readonly item: Suggestion;
}

const best = (ranked: readonly Ranked[]): readonly Suggestion[] =>
  [...ranked].sort((a, b) => a.rank - b.rank).map(({ item }) => item);

function rankedFields(world: FormulaWorld, query: string): readonly Ranked[] {
  const dot = query.lastIndexOf('.');
  const through = dot < 0 ? undefined : world.names.find(query.slice(0, dot));
  const fields =
    through?.is === 'path'
      ? fieldsBehind(world, through.path)
      : formulaFields(world).filter(({ depth }) => query || depth === 0);
  const rest = through?.is === 'path' ? query.slice(dot + 1) : query;
  return fields.flatMap((field) => {
    const rank = fieldRank(through?.is === 'path' ? lastPart(field) : field, rest);
    // Fields of the form itself go first among equals.
    return rank === undefined ? [] : [{ rank: rank + field.depth * 0.5, item: fieldItem(field) }];
  });
}

const lastPart = (field: FormulaField): FormulaField => ({
  ...field,
  label: field.label.slice(field.label.lastIndexOf('.') + 1),
});

const fieldItem = ({ label, path, kind }: FormulaField): Suggestion => ({
  kind: 'field',
  label,
  detail: kind,
  insert: `{${path}}`,
});

const fieldItems = (world: FormulaWorld, query: string) => best(rankedFields(world, query));

function wordItems(world: FormulaWorld, query: string, called: boolean): readonly Suggestion[] {
  const calls = functions.flatMap((fn): readonly Ranked[] => {
    const rank = functionRank(fn, query, world.locale);
    return rank === undefined ? [] : [{ rank, item: functionItem(fn, world.locale, called) }];
  });
  return best([...rankedFields(world, query).map((one) => ({ ...one, rank: one.rank - 0.1 })), ...calls]);
}

/** Functions are found by name, by other names, and by what they do. */
export function functionRank(fn: FormulaFunction, query: string, locale: 'zh' | 'en'): number | undefined {
  const wanted = query.normalize('NFKC').toUpperCase();
  if (wanted === '' || fn.name === wanted) return 0;
  if (fn.name.startsWith(wanted)) return 1;
  if (fn.aliases.some((alias) => alias.startsWith(wanted))) return 1.5;
  if (wanted.length > 1 && fn.name.includes(wanted)) return 2;
  return fn.docs[locale].summary.toUpperCase().includes(wanted) && wanted.length > (locale === 'zh' ? 0 : 2)
    ? 3
    : undefined;
}

/** A function with its parentheses, the caret between them where it takes arguments. */
export function functionItem(fn: FormulaFunction, locale: 'zh' | 'en', called: boolean): Suggestion {
  const { name, params } = fn;
  const insert = called ? name : `${name}()`;
  const takes = params.map((param) => param.name[locale]).join(locale === 'zh' ? '，' : ', ');
  return {
    kind: 'function',
    label: name,
    detail: takes,
    insert,
    ...(called || params.length === 0 ? {} : { caret: name.length + 1 }),
    fn,
  };
}

/** Texts that fit at a place: options of the field beside it, or the words that the argument may be. */
function quoted(
  world: FormulaWorld,
  tree: FormulaTree,
  text: string,
  node: FormulaNode,
  position: number,
  query: string,
): readonly Suggestion[] {
  const item = (kind: Suggestion['kind'], label: string, detail = ''): Suggestion => ({
    kind,
    label,
    detail,
    insert: `"${label.replaceAll('"', '""')}"`,
  });
  const call = callAt(tree, text, position);
  const words = call?.fn.params[call.argument]?.choices ?? [];
  const options = optionsBeside(world, text, node);
  const wanted = query.toLowerCase();
  return [
    ...options.map(({ key, labels: [label = key] }) => item('option', label)),
    ...words.map((word) => item('word', word)),
  ].filter(({ label }) => label.toLowerCase().includes(wanted));
}

/** Whether an argument may be what the whole formula comes to. */
const branchOf = (args: FormulaNode, text: string): boolean =>
  args.parent !== null &&
  /^(IF|IFS|SWITCH|IFBLANK|IFERROR|COALESCE)\b/i.test(text.slice(args.parent.from, args.from));

/** Options of the field that the value at a node is compared with, else of the field that the formula is for. */
function optionsBeside(world: FormulaWorld, text: string, node: FormulaNode): readonly FormulaOption[] {
  for (let around: FormulaNode | null = node; around; around = around.parent) {
    const fields = around.getChildren('Field').filter((field) => field !== node);
    for (const field of fields) {
      const name = world.names.find(text.slice(field.from + 1, field.to - 1));
      const options = name.is === 'path' ? world.names.options(name.path) : [];
      if (options.length > 0) return options;
    }
    if (around.name === 'Arguments') return branchOf(around, text) ? world.options : [];
  }
  return world.options;
}
