/**
 * Precedence, from loose to tight: || && comparisons & +− ×÷ ^ % sign. All group from the left, as in Excel: `-2^2` is 4.
 */
export const LEVEL = {
  or: 1,
  and: 2,
  compare: 3,
  join: 4,
  plus: 5,
  times: 6,
  power: 7,
  percent: 8,
  unary: 9,
  atom: 10,
} as const;

export interface Infix {
  /** Operator of expressions. */
  readonly op: string;
  /** As it is printed; undefined for what is printed as a function. */
  readonly sign?: string;
  readonly level: number;
  /** Takes any number of operands: `a + b + c` is one call. */
  readonly flat?: true;
}

const compare = (sign: string, op: string): readonly [string, Infix] => [
  sign,
  { op, sign, level: LEVEL.compare },
];

/** Operators between two values, by what is typed (full-width and other spellings folded, see `infixOf`). */
const INFIX: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['||', { op: 'or', level: LEVEL.or, flat: true }],
  ['&&', { op: 'and', level: LEVEL.and, flat: true }],
  compare('=', '=='),
  compare('<>', '!='),
  compare('<', '<'),
  compare('<=', '<='),
  compare('>', '>'),
  compare('>=', '>='),
  ['&', { op: 'concat', sign: '&', level: LEVEL.join, flat: true }],
  ['+', { op: '+', sign: '+', level: LEVEL.plus, flat: true }],
  ['-', { op: '-', sign: '-', level: LEVEL.plus }],
  ['*', { op: '*', sign: '*', level: LEVEL.times, flat: true }],
  ['/', { op: '/', sign: '/', level: LEVEL.times }],
  ['^', { op: 'power', sign: '^', level: LEVEL.power }],
]);

const OTHER_SIGNS: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '≠': '<>',
  '≤': '<=',
  '≥': '>=',
  '×': '*',
  '÷': '/',
  '−': '-',
};

/** The operator of a sign as typed. */
export function infixOf(text: string): Infix | undefined {
  const sign = text.normalize('NFKC');
  return INFIX.get(OTHER_SIGNS[sign] ?? sign);
}

/** How an operator is printed between its operands. */
export const infixOfOperator: ReadonlyMap<string, Infix> = new Map(
  [...INFIX.values()].flatMap((infix) => (infix.sign === undefined ? [] : [[infix.op, infix]])),
);
