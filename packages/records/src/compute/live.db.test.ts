import { inTransaction } from '@trellis/db';
import { liveValues, type RowValue, rowData, withFormulas } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envOf } from '../access/env.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, getRecord, previewComputed, updateRecord } from '../server.ts';
import { workOut } from './store.ts';
import { CUSTOMER, DEAL, ORDER, openShop, PRODUCT, REGION } from './testing/shop.ts';

type Values = Readonly<Record<string, Value>>;

let at: TestWorkspace;
let ctx: Ctx;
const customers: string[] = [];
const products: string[] = [];
beforeAll(async () => {
  ({ at, ctx } = await openShop());
  for (const n of [1, 2]) {
    const region = await createRecord(ctx, REGION, { values: { name: `R${n}`, rate: n } });
    const product = await createRecord(ctx, PRODUCT, { values: { name: `P${n}`, price: `${n}.3` } });
    const customer = await createRecord(ctx, CUSTOMER, { values: { name: `C${n}`, region: region.id } });
    await createRecord(ctx, DEAL, { values: { customer: customer.id, product: product.id, count: n } });
    customers.push(customer.id);
    products.push(product.id);
  }
});
afterAll(() => at.close());

/** A form on the screen after some changes: rows work themselves out, then the record, then the server answers. */
async function onScreen(ref: string, record: string | undefined, start: Values, edits: readonly Values[]) {
  const form = ctx.catalog.forms.get(ref);
  if (!form) throw new Error(ref);
  const env = envOf(ctx);
  let values = start;
  for (const edit of edits) {
    const next: Record<string, Value> = { ...values, ...edit };
    const rows = form.fields.get('lines')?.owned;
    if (rows && edit.lines)
      next.lines = (edit.lines as readonly RowValue[]).map((row) =>
        withFormulas(rows, row, rowData(row, values), env),
      );
    values = liveValues(form, next, env);
  }
  const typed = Object.entries(values).filter(([key]) => !form.fields.get(key)?.type.generated);
  const input = { ...(record === undefined ? {} : { record }), values: Object.fromEntries(typed) };
  const answer = await previewComputed(ctx, ref, input);
  return { typed: input.values, shown: liveValues(form, values, env, answer.values) };
}

/** Lookups in rows are worked out by the save alone. */
const IN_SAVE = new Set(['price', 'listed']);
const comparable = (ref: string, values: Values) => {
  const computed = [...(ctx.catalog.forms.get(ref)?.fields.values() ?? [])].filter(
    ({ type }) => type.computed,
  );
  const kept = computed.filter(({ key }) => ref !== ORDER || !IN_SAVE.has(key));
  const rows = ((values.lines ?? []) as readonly RowValue[]).filter(
    ({ count, unit, kind }) => count ?? unit ?? kind,
  );
  return {
    ...Object.fromEntries(kept.map(({ key }) => [key, values[key] ?? null])),
    rows: rows.map(({ amount, net }) => ({ amount, net })),
  };
};

const amount = fc.option(fc.integer({ min: -9_999, max: 9_999 }).map((n) => String(n / 100)));
const whole = fc.option(fc.integer({ min: -20, max: 20 }).map(String));
/** Rows in which nobody wrote anything among them. */
const row = fc
  .record({ kind: fc.option(fc.constantFrom('a', 'b')), count: whole, unit: amount })
  .map((values): RowValue => ({ _id: newId(), ...values }));
const anEdit: fc.Arbitrary<readonly [ref: string, edits: readonly (() => Values)[]]> = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.record({ lines: fc.array(row, { maxLength: 4 }) }),
        fc.record({ rate: amount }),
        fc.nat({ max: 1 }).map((n) => ({ customer: n })),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((edits) => [ORDER, edits.map((edit) => () => named(edit))] as const),
  fc
    .array(
      fc.record(
        {
          title: fc.constantFrom('A', '"引"', '💡'),
          count: whole,
          customer: fc.nat({ max: 1 }),
          product: fc.nat({ max: 1 }),
        },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) => [DEAL, edits.map((edit) => () => named(edit))] as const),
);
/** Records by their number, which are made only when the test runs. */
function named(edit: Readonly<Record<string, Value | number>>): Values {
  const { customer, product, ...rest } = edit;
  return {
    ...(rest as Values),
    ...(typeof customer === 'number' ? { customer: customers[customer] ?? null } : {}),
    ...(typeof product === 'number' ? { product: products[product] ?? null } : {}),
  };
}

/** What PostgreSQL would make of the computed fields of a record, as far as it is something else. */
async function differing(ref: string, id: string) {
  const form = ctx.catalog.forms.get(ref);
  if (!form) throw new Error(ref);
  return inTransaction(at.pool, async ({ client }) => {
    const { changes, fields } = await workOut(ctx, client, form, [id], new Set(form.fields.keys()));
    return changes.map(({ before, values }) => [...fields].map((key) => [key, before[key], values[key]]));
  });
}

test('what a form shows while it is filled in is what a save stores', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anEdit, fc.nat({ max: 3 }), async ([ref, edits], later) => {
      const all = edits.map((edit) => edit());
      const cut = Math.max(1, all.length - later);
      const fresh = await onScreen(ref, undefined, {}, all.slice(0, cut));
      const made = await createRecord(ctx, ref, { values: fresh.typed });
      expect(comparable(ref, made.values as Values)).toEqual(comparable(ref, fresh.shown));
      const changed = await onScreen(ref, made.id, made.values as Values, all.slice(cut));
      const saved = await updateRecord(ctx, ref, made.id, { set: changed.typed });
      expect(comparable(ref, saved.values as Values)).toEqual(comparable(ref, changed.shown));
      expect((await getRecord(ctx, ref, made.id)).values).toEqual(saved.values);
      expect(await differing(ref, made.id)).toEqual([]);
    }),
    { seed: 20_260_302, numRuns: 40, endOnFailure: true },
  );
});
