import { type FieldType, fieldTypes, scopeOf } from '@trellis/forms/model';
import { anything, SEED, valuesOf } from '@trellis/forms/testing';
import { check, type Expr, operators } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type CatalogForm,
  type Ctx,
  createRecord,
  groupRecords,
  linkedRecords,
  publishBundle,
  queryRecords,
  updateRecord,
} from '../server.ts';
import { role } from '../testing/people.ts';

/** Types that hold a value; formulas, roll-ups and lookups beside them over what is there. */
const types = fieldTypes.list().filter((type) => !type.display && !type.computed);
const configOf = (type: FieldType) => type.example?.config ?? type.config.defaults();
const COMPUTED = {
  f_formula: field('formula', {
    expr: { '*': [{ var: 'f_number' }, 2] },
    result: { type: 'number', config: {} },
  }),
  f_lookup: field('lookup', { via: 'f_reference', path: 'name', mode: 'live' }),
  f_rollup: field('rollup', { rows: 'f_subform', op: 'count' }),
};
const keys = [...types.map(({ type }) => `f_${type}`), ...Object.keys(COMPUTED)];
/** Its example must be ticked. */
const MUST = { f_checkbox: true };
const THING = 'crm:thing';

let at: TestWorkspace;
let ctx: Ctx;
let id: string;
beforeAll(async () => {
  at = await openTestWorkspace();
  const typed = types.map((type) => [`f_${type.type}`, field(type.type, configOf(type))] as const);
  const thing = form({ name: field('text'), ...Object.fromEntries(typed), ...COMPUTED });
  const named = () => form({ name: field('text') });
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle({ thing, account: named(), contact: named() }, { roles: { sales: role({}) } }),
  );
  ctx = await at.ctx();
  id = (await createRecord(ctx, THING, { values: { name: '甲', ...MUST } })).id;
});
afterAll(() => at.close());

/** Done, or refused in words: anything else is a mistake of the server. Answers whether it was done. */
async function answered(work: Promise<unknown>, what: unknown): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return false;
    throw new Error(`not answered: ${JSON.stringify(what)}`, { cause: error });
  }
}

/** Anything, and values that are nearly right: one part of them is something else. */
function inputsOf(type: FieldType): fc.Arbitrary<unknown> {
  const right = valuesOf(type.valueSchema(configOf(type)));
  const spoilt = fc.tuple(right, anything, fc.nat()).map(([value, other, at]) => {
    if (typeof value !== 'object' || value === null) return [value, other];
    const parts = Object.keys(value);
    const part = parts[at % Math.max(parts.length, 1)] ?? 'x';
    return Array.isArray(value)
      ? value.toSpliced(at % (value.length + 1), 1, other)
      : { ...value, [part]: other };
  });
  return fc.oneof(right, anything, fc.array(anything, { maxLength: 3 }), spoilt);
}

test.each(types.map((type) => [type.type, type] as const))(
  '%s: whatever a client sends is stored or refused',
  async (_, type) => {
    const key = `f_${type.type}`;
    const inputs = fc.sample(inputsOf(type), { ...SEED, numRuns: 60 });
    for (const input of inputs) {
      await answered(createRecord(ctx, THING, { values: { name: '乙', ...MUST, [key]: input } }), input);
      await answered(updateRecord(ctx, THING, id, { set: { [key]: input as never } }), input);
    }
    const rows = inputs.map((input) => ({ values: { name: '丙', ...MUST, [key]: input } }));
    await answered(bulkCreate(ctx, THING, rows as never), rows);
    expect(inputs.length).toBe(60);
  },
);

const literal = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  anything,
  fc.constantFrom('day', 'month', 'Asia/Shanghai', -1, 1e9, '99999999999999999999999999999999999999', null),
);

test('whatever is asked of a field is answered or refused', { timeout: 60_000 }, async () => {
  const operand = fc.oneof(
    {
      arbitrary: fc.constantFrom(...keys, '_id', '_created_at', '_owner_id').map((path) => ({ var: path })),
      weight: 3,
    },
    {
      arbitrary: fc
        .constantFrom('f_subform', 'f_reference.name', '$now', '$today', '$member')
        .map((path) => ({ var: path })),
      weight: 1,
    },
    { arbitrary: literal as fc.Arbitrary<unknown>, weight: 2 },
  );
  const expression = fc
    .tuple(fc.constantFrom(...operators.keys()), fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([name, args]) => ({ [name]: args }));
  const filter = fc.oneof(
    expression,
    fc.tuple(expression, literal).map(([of, other]) => ({ '==': [of, other] })),
    fc.tuple(expression, expression).map((both) => ({ '<': both })),
    expression.map((of) => ({ is_empty: [of] })),
  );
  // Most of what falls is of wrong types: those that are right are taken from many.
  const scope = scopeOf(ctx.catalog.forms.get(THING) as CatalogForm, ctx.catalog.forms);
  const right = fc.sample(filter, { ...SEED, numRuns: 40_000 }).filter((one) => check(one as Expr, scope).ok);
  expect(right.length).toBeGreaterThan(300);
  for (const one of right.slice(0, 800))
    await answered(queryRecords(ctx, THING, { filter: one as never, limit: 2 }), one);
  for (const one of fc.sample(filter, { ...SEED, numRuns: 300 }))
    await answered(queryRecords(ctx, THING, { filter: one as never, limit: 2 }), one);
});

test('each field sorts, groups, adds up and is counted, or is refused', async () => {
  for (const key of keys) {
    await answered(queryRecords(ctx, THING, { sort: [{ field: key, dir: 'desc' }], limit: 5 }), key);
    await answered(groupRecords(ctx, THING, { by: [{ field: key }, { field: key, order: 'count' }] }), key);
    for (const fn of ['sum', 'min', 'avg', 'filled', 'distinct'] as const)
      await answered(groupRecords(ctx, THING, { by: [{ field: 'name' }], totals: { [key]: fn } }), key);
    await answered(linkedRecords(ctx, THING, { field: key, record: {}, limit: 3 } as never), key);
  }
  expect(keys.length).toBeGreaterThan(30);
});
