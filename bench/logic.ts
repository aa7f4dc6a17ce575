/**
 * Evaluations per second of CPU time, of the interpreter and of compiled closures beside json-logic-js by itself, which counts in
 * floats and takes null for 0: `npx tsx bench/logic.ts`. Each repetition takes all three in turn.
 */
import { check, compile, type Env, type Expr, evaluate, type Row, type Scope } from '@trellis/logic';
import jsonLogic from 'json-logic-js';

const number = { type: { kind: 'number' } } as const;
const option = { type: { kind: 'option' } } as const;
const text = { type: { kind: 'text' } } as const;
const forms = {
  deal: {
    ref: 'deal',
    fields: new Map(
      Object.entries({
        name: text,
        stage: option,
        amount: number,
        discount: number,
        quantity: number,
        customer: { type: { kind: 'ref' }, target: 'customer' } as const,
        lines: { type: { kind: 'ref', many: true }, rows: { form: 'line', via: '_parent_id' } } as const,
      }),
    ),
  },
  customer: { ref: 'customer', fields: new Map(Object.entries({ grade: option })) },
  line: { ref: 'line', fields: new Map(Object.entries({ price: number, quantity: number })) },
};
const scope: Scope = { form: forms.deal, formOf: (ref) => forms[ref as keyof typeof forms] };

const env: Env = {
  now: '2026-03-01T04:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '00000000-0000-4000-8000-0000000000a1', departments: [], roles: [] },
};

const lines = Array.from({ length: 20 }, (_, index) => ({ price: `${index}.5`, quantity: '2' }));
const record: Row = {
  name: '上海某某有限公司',
  stage: 'negotiation',
  amount: '128000.50',
  discount: '0.15',
  quantity: '3',
  lines,
  $refs: { customer: { grade: 'a' } },
};
/** The same for the library, which has numbers and follows paths through objects. */
const plain = {
  ...record,
  amount: 128000.5,
  discount: 0.15,
  quantity: 3,
  lines: lines.map(({ price, quantity }) => ({ price: Number(price), quantity: Number(quantity) })),
  customer: { grade: 'a' },
};

interface Subject {
  readonly name: string;
  readonly expr: Expr;
  /** As one writes it for the library alone. */
  readonly raw: Parameters<typeof jsonLogic.apply>[0];
}

const condition: Expr = {
  and: [
    { '>': [{ var: 'amount' }, 100000] },
    { '==': [{ var: 'customer.grade' }, 'a'] },
    { in: [{ var: 'stage' }, ['quote', 'negotiation']] },
  ],
};

const SUBJECTS: readonly Subject[] = [
  { name: 'condition of three clauses', expr: condition, raw: condition as Subject['raw'] },
  {
    name: 'amount with discount',
    expr: {
      round: [{ '*': [{ var: 'amount' }, { var: 'quantity' }, { '-': [1, { var: 'discount' }] }] }, 2],
    },
    raw: { '*': [{ var: 'amount' }, { var: 'quantity' }, { '-': [1, { var: 'discount' }] }] },
  },
  {
    name: 'text by cases',
    expr: { if: [condition, { concat: ['A-', { var: 'name' }] }, { concat: ['B-', { var: 'name' }] }] },
    raw: {
      if: [condition, { cat: ['A-', { var: 'name' }] }, { cat: ['B-', { var: 'name' }] }],
    } as Subject['raw'],
  },
  {
    name: 'sum over 20 rows',
    expr: { sum: { map: [{ var: 'lines' }, { '*': [{ var: 'row.price' }, { var: 'row.quantity' }] }] } },
    raw: {
      reduce: [
        { map: [{ var: 'lines' }, { '*': [{ var: 'price' }, { var: 'quantity' }] }] },
        { '+': [{ var: 'current' }, { var: 'accumulator' }] },
        0,
      ],
    },
  },
];

const SECONDS = 0.5;
const REPETITIONS = 5;

/** Calls per second of CPU time, which other programs on the machine disturb less than the clock. */
function rate(run: () => unknown): number {
  const start = process.cpuUsage();
  for (let calls = 0; ; ) {
    for (let index = 0; index < 100; index++) run();
    calls += 100;
    const { user, system } = process.cpuUsage(start);
    if (user + system >= SECONDS * 1e6) return (calls * 1e6) / (user + system);
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const thousands = (value: number): string => `${Math.round(value / 1000).toLocaleString('en-US')} k`;

console.log('| expression | json-logic-js | interpreted | compiled | interpreted / raw | compiled / raw |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const { name, expr, raw } of SUBJECTS) {
  const checked = check(expr, scope);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  const closure = compile(checked.value);
  const ways = [
    () => jsonLogic.apply(raw, plain),
    () => evaluate(checked.value, record, env),
    () => closure(record, env),
  ] as const;
  console.error(`${name}: ${ways.map((way) => JSON.stringify(way())).join(' · ')}`);
  for (const way of ways) rate(way);
  const turns = Array.from({ length: REPETITIONS }, () => ways.map(rate));
  const column = (index: number): number => median(turns.map((turn) => turn[index] ?? 0));
  const ratio = (index: number): string =>
    median(turns.map((turn) => (turn[index] ?? 0) / (turn[0] ?? 1))).toFixed(2);
  console.log(
    `| ${name} | ${[0, 1, 2].map((index) => thousands(column(index))).join(' | ')} | ${ratio(1)} | ${ratio(2)} |`,
  );
}
