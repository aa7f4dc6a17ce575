import type { Checked, Value, ValueKind } from '@trellis/logic';
import { type Constraint, isPossible } from './range.ts';

type Node = Checked['root'];

/**
 * What is certain of a condition whatever a record holds: "never" true, "always" true, or neither as far as can be told.
 * It understands and, or, not over comparisons of one value with literals; all else may be true or not.
 */
export type Verdict = 'never' | 'always' | 'open';

export function verdictOf(condition: Checked): Verdict {
  if (!isSatisfiable([[condition, 'true']])) return 'never';
  return isSatisfiable([[condition, 'not_true']]) ? 'open' : 'always';
}

/** Conditions and what each shall be. */
export type Wanted = readonly (readonly [condition: Checked, want: Want])[];

/** Whether some record may make each of the conditions what it shall be. Yes in doubt. */
export function isSatisfiable(wanted: Wanted): boolean {
  const clauses = every(
    wanted.map(
      ([{ root }, want]) =>
        () =>
          clausesOf(root, want),
    ),
  );
  return clauses === undefined || clauses.some(clauseIsPossible);
}

/** Conditions know true, false and unknown; "not_true" and "not_false" are what is left. */
type Want = 'true' | 'false' | 'not_true' | 'not_false';
const OPPOSITE = { true: 'false', false: 'true', not_true: 'not_false', not_false: 'not_true' } as const;

interface Ask {
  readonly name: string;
  readonly kind: ValueKind;
  readonly constraint: Constraint;
}
/** What must hold together. */
type Clause = readonly Ask[];

/** More alternatives than this are not looked at: the answer is “may be”. */
const MOST = 400;
const ANYTHING: readonly Clause[] = [[]];
const NOTHING: readonly Clause[] = [];

/** The alternatives under which a condition is what it shall be; undefined = too many to say. */
function clausesOf(node: Node, want: Want): readonly Clause[] | undefined {
  if (node.node === 'literal') return meets(node.value, want) ? ANYTHING : NOTHING;
  if (node.node === 'var')
    return node.type.kind === 'boolean' && !node.type.many ? bare(node, want) : ANYTHING;
  const { name } = node.op;
  if (name === '!' && node.args[0]) return clausesOf(node.args[0], OPPOSITE[want]);
  if (name === 'and' || name === 'or') {
    const parts = node.args.map((arg) => () => clausesOf(arg, want));
    const together = (name === 'and') === (want === 'true' || want === 'not_false');
    return together ? every(parts) : some(parts);
  }
  const known = comparison(node);
  if (!known) return ANYTHING;
  // Comparisons are true or false, never unknown.
  return want === 'true' || want === 'not_false' ? known.yes : known.no;
}

const meets = (value: Value, want: Want): boolean =>
  want === 'not_true' || want === 'not_false' ? value !== (want === 'not_true') : value === (want === 'true');

type Parts = readonly (() => readonly Clause[] | undefined)[];

function some(parts: Parts): readonly Clause[] | undefined {
  const all: Clause[] = [];
  for (const part of parts) {
    const clauses = part();
    if (!clauses || all.length + clauses.length > MOST) return undefined;
    all.push(...clauses);
  }
  return all;
}

function every(parts: Parts): readonly Clause[] | undefined {
  let all = ANYTHING;
  for (const part of parts) {
    const clauses = part();
    if (!clauses || all.length * clauses.length > MOST) return undefined;
    all = all.flatMap((before) => clauses.map((more) => [...before, ...more])).filter(clauseIsPossible);
  }
  return all;
}

function clauseIsPossible(clause: Clause): boolean {
  const byName = new Map<string, Ask[]>();
  for (const one of clause) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return [...byName.values()].every((asks) =>
    isPossible(
      asks[0]?.kind ?? 'text',
      asks.map(({ constraint }) => constraint),
    ),
  );
}

type Var = Extract<Node, { node: 'var' }>;
type Call = Extract<Node, { node: 'call' }>;

/** A yes-or-no field by itself: empty is unknown. */
function bare(node: Var, want: Want): readonly Clause[] {
  const values = [want === 'true' || want === 'not_true'];
  const is = want === 'true' || want === 'false' ? 'in' : 'not_in';
  return [[ask(node, { is, values })]];
}

const ask = (node: Var, constraint: Constraint): Ask => ({
  name: node.name,
  kind: node.type.kind,
  constraint,
});

interface Known {
  readonly yes: readonly Clause[];
  readonly no: readonly Clause[];
}

const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const ORDERED: ReadonlySet<ValueKind> = new Set(['number', 'text', 'date', 'time', 'datetime']);

/** A comparison of one value with literals; undefined for all that is not. */
function comparison({ op, args }: Call): Known | undefined {
  const [first, second, third] = args;
  if (!first) return undefined;
  if (op.name === 'is_empty' || op.name === 'not_empty') {
    if (first.node !== 'var' || first.rows) return undefined;
    const [empty, filled] = [[[ask(first, { is: 'null' })]], [[ask(first, { is: 'some' })]]];
    return op.name === 'is_empty' ? { yes: empty, no: filled } : { yes: filled, no: empty };
  }
  if (!second) return undefined;
  if (first.node === 'literal' && second.node === 'var' && !third) {
    const name = FLIPPED[op.name] ?? (op.name === '==' || op.name === '!=' ? op.name : undefined);
    return name === undefined ? undefined : byLiteral(name, second, first.value);
  }
  if (first.node !== 'var' || second.node !== 'literal' || !isPlain(first)) return undefined;
  if (op.name === 'between')
    return third?.node === 'literal' ? within(first, second.value, third.value) : undefined;
  return third ? undefined : byLiteral(op.name, first, second.value);
}

const isPlain = ({ type, rows }: Var): boolean =>
  !type.many && !rows && type.kind !== 'json' && type.kind !== 'file';

function byLiteral(name: string, node: Var, value: Value): Known | undefined {
  if (!isPlain(node)) return undefined;
  const one = (constraint: Constraint): readonly Clause[] => [[ask(node, constraint)]];
  switch (name) {
    case '==':
      return { yes: one({ is: 'in', values: [value] }), no: one({ is: 'not_in', values: [value] }) };
    case '!=':
      return { yes: one({ is: 'not_in', values: [value] }), no: one({ is: 'in', values: [value] }) };
    case 'in': {
      if (!Array.isArray(value)) return undefined;
      const values = (value as readonly Value[]).filter((item) => item !== null);
      return { yes: one({ is: 'in', values }), no: one({ is: 'not_in', values }) };
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (!ORDERED.has(node.type.kind)) return undefined;
      // Nothing comes before or after what is empty.
      if (value === null) return { yes: NOTHING, no: ANYTHING };
      const below = name.startsWith('<');
      const open = name.length === 1;
      const beyond: Constraint = { is: below ? 'above' : 'below', bound: value, open: !open };
      return {
        yes: one({ is: below ? 'below' : 'above', bound: value, open }),
        no: [...one({ is: 'null' }), ...one(beyond)],
      };
    }
    default:
      return undefined;
  }
}

function within(node: Var, low: Value, high: Value): Known | undefined {
  const from = byLiteral('>=', node, low);
  const to = byLiteral('<=', node, high);
  if (!from || !to) return undefined;
  const yes = every([() => from.yes, () => to.yes]);
  return yes && { yes, no: [...from.no, ...to.no] };
}
