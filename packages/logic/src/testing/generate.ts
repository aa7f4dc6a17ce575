import type { Operator, Param } from '../operator.ts';
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
    text: ['name', 'stage_text', 'customer.title'],
    number: ['amount', 'rate', 'customer.credit'],
    boolean: ['flag', 'yes'],
    date: ['day', 'due', '$today'],
    time: ['clock'],
    datetime: ['at', 'seen', '$now'],
    option: ['stage', 'source', 'customer.grade'],
    ref: ['owner', 'dept', 'customer', '$member'],
    json: ['extra'],
  },
  many: {
    option: ['tags', '$member.roles'],
    ref: ['members', '$member.departments'],
    text: ['words'],
    number: ['scores'],
    date: ['days'],
    file: ['files'],
  },
};

/** Names inside the rows of each source: the record's, and those of the row. */
const ROWS: Readonly<Record<string, Names>> = {
  lines: {
    one: { text: ['row.item'], number: ['row.price'], date: ['row.ships'] },
    many: { option: ['row.labels'] },
  },
  tags: { one: { option: ['row'] }, many: {} },
  words: { one: { text: ['row'] }, many: {} },
  scores: { one: { number: ['row'] }, many: {} },
  days: { one: { date: ['row'] }, many: {} },
  'row.labels': { one: { option: ['row'] }, many: {} },
};

/** Formats of dates, and text that is in none of them. */
const PATTERNS = ['YYYY-MM-DD HH:mm:ss', 'YY年M月D日 周W', 'Q [Q] H:mm', "it's %", '💡'];

interface Draw {
  readonly random: Random;
  readonly row: Names | null;
}

const namesOf = (draw: Draw, many: 'one' | 'many', kind: ValueKind): readonly string[] => {
  const own = draw.row?.[many][kind] ?? [];
  return draw.random.chance(0.6) && own.length > 0 ? own : [...own, ...(RECORD[many][kind] ?? [])];
};

/** Kinds that an operator shares among its arguments; none when it shares none. */
function sharedKinds(op: Operator): readonly ValueKind[] {
  const found = op.signature.params(op.signature.max).find((param) => param.is === 'value' && param.same);
  return found?.is === 'value' ? found.kinds : [];
}

const yields = (op: Operator, kind: ValueKind): boolean =>
  op.signature.result === kind || (op.signature.result === 'same' && sharedKinds(op).includes(kind));

/** A random expression of one value of a kind. */
export const generate = (random: Random, kind: ValueKind, depth: number): Expr =>
  value({ random, row: null }, kind, depth);

function value(draw: Draw, kind: ValueKind, depth: number): Expr {
  const { random } = draw;
  const candidates = [...operators.values()].filter((op) => yields(op, kind));
  if (depth > 0 && candidates.length > 0 && random.chance(0.8))
    return call(draw, random.pick(candidates), kind, depth);
  return leaf(draw, kind);
}

function leaf(draw: Draw, kind: ValueKind): Expr {
  const { random } = draw;
  const names = namesOf(draw, 'one', kind);
  if (names.length > 0 && random.chance(0.65)) return { var: random.pick(names) };
  return random.chance(0.07) || kind === 'json' ? null : literal(draw, kind);
}

const literal = ({ random }: Draw, kind: ValueKind): Expr =>
  kind === 'number' && random.chance(0.5) ? random.below(40) - 10 : random.pick(NASTY[kind]);

function call(draw: Draw, op: Operator, kind: ValueKind, depth: number): Expr {
  const { random } = draw;
  const { min, max, result } = op.signature;
  const shared = sharedKinds(op);
  const of = result === 'same' ? kind : shared.length > 0 ? random.pick(shared) : 'text';
  const params = op.signature.params(Math.min(max, min + random.below(3)));
  const source = random.pick(
    Object.keys(ROWS).filter((path) => !path.startsWith('row.') || draw.row === ROWS.lines),
  );
  return { [op.name]: params.map((param) => argument(draw, param, of, source, depth - 1)) };
}

function argument(draw: Draw, param: Param, of: ValueKind, source: string, depth: number): Expr {
  const { random } = draw;
  switch (param.is) {
    case 'choice':
      return random.pick(param.of(of));
    case 'text':
      return random.pick(PATTERNS);
    case 'integer':
      return param.min + random.below(param.max - param.min + 1);
    case 'rows':
      return { var: source };
    case 'body':
      return value({ random, row: ROWS[source]! }, 'boolean', depth);
    case 'list': {
      const names = namesOf(draw, 'many', of);
      if (names.length > 0 && random.chance(0.3)) return { var: random.pick(names) };
      return Array.from({ length: random.below(4) }, () => random.pick(NASTY[of]));
    }
    case 'value': {
      const kind = param.same ? of : random.pick(param.kinds);
      const names = param.many ? namesOf(draw, 'many', kind) : [];
      if (names.length > 0) return { var: random.pick(names) };
      return value(draw, kind, depth);
    }
  }
}
