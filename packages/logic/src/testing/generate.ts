import type { Operator, Param } from '../operator.ts';
import { SCALAR } from '../operators/compare.ts';
import { operators } from '../operators/registry.ts';
import type { Expr, ValueKind } from '../types.ts';
import { NASTY, type Random } from './nasty.ts';

/**
 * Random expressions made from the signatures alone, so that a new operator is tested without anyone
 * remembering to. Literals can come out untyped (`min` of two date literals): such trees fail the check and are
 * drawn again by the caller.
 */

/** Paths that may be named, by kind. */
interface Names {
  readonly one: Readonly<Partial<Record<ValueKind, readonly string[]>>>;
  readonly many: Readonly<Partial<Record<ValueKind, readonly string[]>>>;
}

const RECORD: Names = {
  one: {
    text: ['name', 'stage_text', 'customer.title', '$before.name', '$member.name', '$member.phone'],
    number: ['amount', 'rate', 'customer.credit', '$before.amount'],
    boolean: ['flag', 'yes', '$before', '$before.flag'],
    date: ['day', 'due', '$today', '$before.day'],
    time: ['clock', '$before.clock'],
    datetime: ['at', 'seen', '$now', '$before.at'],
    option: ['stage', 'source', 'customer.grade', '$before.stage', '$before.customer.grade'],
    ref: ['owner', 'dept', 'customer', '$member', '$member.department'],
    json: ['extra'],
  },
  many: {
    option: ['tags', '$member.roles', '$before.tags'],
    ref: [
      ...['members', '$member.self', '$member.departments', '$member.departments_below'],
      '$departments.00000000-0000-4000-8000-0000000000d1',
    ],
    text: ['words', 'lines.item', '$before.lines.item'],
    number: ['scores', 'lines.price', '$before.lines.price'],
    date: ['days', 'lines.ships'],
    file: ['files'],
  },
};

/** Names inside the rows of each source: the record's, and those of the row. */
const LINE: Names = {
  one: { text: ['row.item'], number: ['row.price'], date: ['row.ships'] },
  many: { option: ['row.labels'] },
};
const ROWS: Readonly<Record<string, Names>> = { lines: LINE, '$before.lines': LINE };

const elementOf = (kind: ValueKind): Names => ({ one: { [kind]: ['row'] }, many: {} });

/** Formats of dates, and text that is in none of them. */
const PATTERNS = [
  'YYYY-MM-DD HH:mm:ss',
  'YY年M月D日 周W',
  'Q [Q] H:mm',
  "it's %",
  '💡',
  'YYYYMM',
  'D. M. YYYY',
];

interface Draw {
  readonly random: Random;
  readonly row: Names | null;
}

const namesOf = (draw: Draw, many: 'one' | 'many', kind: ValueKind): readonly string[] => {
  const own = draw.row?.[many][kind] ?? [];
  return draw.random.chance(0.6) && own.length > 0 ? own : [...own, ...(RECORD[many][kind] ?? [])];
};

/** Kinds that an operator shares among its arguments; none when it shares none. */
export function sharedKinds(op: Operator): readonly ValueKind[] {
  const found = op.signature
    .params(op.signature.max)
    .find((param) => (param.is === 'value' || param.is === 'body') && param.same);
  return found?.is === 'value' || found?.is === 'body' ? (found.kinds ?? []) : [];
}

const yields = (op: Operator, kind: ValueKind): boolean =>
  op.signature.result === kind || (op.signature.result === 'same' && sharedKinds(op).includes(kind));

/** A random expression of one value of a kind. */
export const generate = (random: Random, kind: ValueKind, depth: number): Expr =>
  value({ random, row: null }, kind, depth);

/** A random call of one operator; `of` is the kind that its arguments share. */
export const generateCall = (random: Random, op: Operator, of: ValueKind, depth: number): Expr =>
  call({ random, row: null }, op, of, depth);

/** A random list of a kind. */
export const generateList = (random: Random, kind: ValueKind, depth: number): Expr =>
  list({ random, row: null }, kind, depth);

function value(draw: Draw, kind: ValueKind, depth: number): Expr {
  const { random } = draw;
  const candidates = [...operators.values()].filter((op) => yields(op, kind) && !op.signature.many);
  if (depth > 0 && candidates.length > 0 && random.chance(0.8))
    return call(draw, random.pick(candidates), kind, depth);
  return leaf(draw, kind);
}

function list(draw: Draw, kind: ValueKind, depth: number): Expr {
  const { random } = draw;
  const candidates = [...operators.values()].filter(
    (op) => op.signature.many && (yields(op, kind) || op.signature.result === 'source'),
  );
  if (depth > 0 && random.chance(0.6)) return call(draw, random.pick(candidates), kind, depth);
  const names = namesOf(draw, 'many', kind);
  if (names.length > 0 && random.chance(0.85)) return { var: random.pick(names) };
  return Array.from({ length: random.below(4) }, () => random.pick(NASTY[kind]));
}

function leaf(draw: Draw, kind: ValueKind): Expr {
  const { random } = draw;
  const names = namesOf(draw, 'one', kind);
  if (names.length > 0 && random.chance(0.65)) return { var: random.pick(names) };
  return random.chance(0.07) || kind === 'json' || kind === 'file' ? null : literal(draw, kind);
}

const literal = ({ random }: Draw, kind: ValueKind): Expr =>
  kind === 'number' && random.chance(0.5) ? random.below(40) - 10 : random.pick(NASTY[kind]);

function call(draw: Draw, op: Operator, kind: ValueKind, depth: number): Expr {
  const { random } = draw;
  const { min, max, result } = op.signature;
  const shared = sharedKinds(op);
  const of =
    result === 'same' || result === 'source' || (shared.length > 0 && shared.includes(kind))
      ? kind
      : shared.length > 0
        ? random.pick(shared)
        : 'text';
  const params = op.signature.params(Math.min(max, min + random.below(3)));
  // The rows of the call, and what may be named inside them.
  const rows = params.some((param) => param.is === 'rows')
    ? source(draw, result === 'source' ? of : null, depth - 1)
    : null;
  return { [op.name]: params.map((param) => argument(draw, param, of, rows, depth - 1)) };
}

interface Source {
  readonly expr: Expr;
  readonly row: Names;
}

/** Rows of another form, or a list (of a kind, if it must be one). */
function source(draw: Draw, kind: ValueKind | null, depth: number): Source {
  const { random } = draw;
  if (kind === null && random.chance(0.5)) {
    const name = random.pick(Object.keys(ROWS));
    const row = ROWS[name] ?? LINE;
    const rows: Expr = { var: name };
    if (depth <= 0 || random.chance(0.7)) return { expr: rows, row };
    return { expr: { filter: [rows, value({ random, row }, 'boolean', depth - 1)] }, row };
  }
  if (kind === null && random.chance(0.1)) return { expr: { var: 'files' }, row: { one: {}, many: {} } };
  const of = kind ?? random.pick(SCALAR);
  return { expr: list(draw, of, depth), row: elementOf(of) };
}

function argument(draw: Draw, param: Param, of: ValueKind, rows: Source | null, depth: number): Expr {
  const { random } = draw;
  switch (param.is) {
    case 'choice':
      return random.pick(param.of(of));
    case 'text':
      return random.pick(PATTERNS);
    case 'integer':
      return param.min + random.below(param.max - param.min + 1);
    case 'rows':
      return rows?.expr ?? null;
    case 'body':
      return value({ random, row: rows?.row ?? null }, param.same ? of : 'boolean', depth);
    case 'list':
      return list(draw, of, depth);
    case 'value': {
      const kind = param.same && param.kinds.includes(of) ? of : random.pick(param.kinds);
      const many = param.many === true || (param.many === 'either' && random.chance(0.5));
      if (!many) return value(draw, kind, depth);
      return kind === 'file' ? { var: 'files' } : list(draw, kind, depth);
    }
  }
}
