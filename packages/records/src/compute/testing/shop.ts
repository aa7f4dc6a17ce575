import type { AppBundle, FieldSchema, JsonObject } from '@trellis/metadata';
import { bundle, field, form, options } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import { type Ctx, publishBundle } from '../../server.ts';

export const REGION = 'shop:region';
export const CUSTOMER = 'shop:customer';
export const PRODUCT = 'shop:product';
export const DEAL = 'shop:deal';
export const ORDER = 'shop:order';

const number = { type: 'number', config: { decimals: 2 } };
export const formula = (expr: unknown, result: unknown = number): FieldSchema =>
  field('formula', { expr, result } as never);
const rollup = (op: string, more: JsonObject = {}): FieldSchema =>
  field('rollup', { rows: 'lines', op, ...more });
const sum = (rows: string, path: string): FieldSchema => field('rollup', { rows, op: 'sum', path });
const lookup = (via: string, path: string, mode = 'live'): FieldSchema =>
  field('lookup', { via, path, mode });

/** Regions with customers with deals over products: every kind of computed field, and chains through all four forms. */
export const shopForms = (): AppBundle['forms'] => ({
  region: form({
    name: field('text'),
    rate: field('number', { decimals: 4 }),
    total: sum('customer@region', 'weighted'),
    customers: field('rollup', { rows: 'customer@region', op: 'count' }),
  }),
  product: form({
    name: field('text'),
    price: field('number', { decimals: 2 }),
    sold: sum('deal@product', 'count'),
  }),
  customer: form({
    name: field('text'),
    region: field('reference', { form: 'region' }),
    grade: field('select', options('a', 'b')),
    rate: lookup('region', 'rate'),
    total: sum('deal@customer', 'amount'),
    won: field('rollup', {
      rows: 'deal@customer',
      op: 'sum',
      path: 'amount',
      filter: { '==': [{ var: 'stage' }, 'won'] },
    }),
    deals: field('rollup', { rows: 'deal@customer', op: 'count' }),
    average: field('rollup', { rows: 'deal@customer', op: 'avg', path: 'amount', decimals: 2 }),
    products: field('rollup', { rows: 'deal@customer', op: 'distinct', path: 'product' }),
    ordered: sum('order@customer', 'total'),
    first_title: field('rollup', { rows: 'deal@customer', op: 'first', path: 'title' }),
    weighted: formula({ '*': [{ var: 'total' }, { var: 'rate' }] }),
  }),
  order: form({
    title: field('text'),
    customer: field('reference', { form: 'customer' }),
    rate: field('number', { decimals: 2 }),
    lines: field('subform', {
      form: {
        properties: {
          kind: field('select', options('a', 'b')),
          product: field('reference', { form: 'product' }),
          count: field('number', { decimals: 0 }),
          unit: field('number', { decimals: 2 }),
          amount: formula({ '*': [{ var: 'count' }, { var: 'unit' }] }),
          net: formula({ '*': [{ var: 'amount' }, { var: '_parent_id.rate' }] }),
          price: lookup('product', 'price'),
          listed: formula({ '*': [{ var: 'count' }, { var: 'price' }] }),
        },
        required: [],
      },
    } as never),
    total: rollup('sum', { path: 'amount' }),
    net: rollup('sum', { path: 'net' }),
    a_total: rollup('sum', { path: 'amount', filter: { '==': [{ var: 'kind' }, 'a'] } }),
    number: rollup('count'),
    mean: rollup('avg', { path: 'amount', decimals: 2 }),
    filled: rollup('filled', { path: 'unit' }),
    unfilled: rollup('empty', { path: 'unit' }),
    kinds: rollup('distinct', { path: 'kind' }),
    least: rollup('min', { path: 'unit' }),
    most: rollup('max', { path: 'unit', filter: { '>': [{ var: 'amount' }, { var: '_parent_id.rate' }] } }),
    last_unit: rollup('last', { path: 'unit' }),
    first_kind: rollup('first', { path: 'kind' }),
    listed: rollup('sum', { path: 'listed' }),
    taxed: formula({ '*': [{ var: 'total' }, 1.2] }),
    wins: formula({ sum: { var: 'customer.deal@customer.amount' } }),
  }),
  deal: form({
    title: field('text'),
    customer: field('reference', { form: 'customer' }),
    product: field('reference', { form: 'product' }),
    stage: field('select', options('open', 'won')),
    count: field('number', { decimals: 0 }),
    price: lookup('product', 'price'),
    price_then: lookup('product', 'price', 'snapshot'),
    region: lookup('customer', 'region.name'),
    amount: formula({ '*': [{ var: 'count' }, { var: 'price' }] }),
    label: formula({ concat: [{ var: 'title' }, '/', { var: 'region' }] }, { type: 'text', config: {} }),
    age: formula(
      { date_diff: [{ var: '$today' }, { to_date: [{ var: '_created_at' }] }] },
      {
        type: 'number',
        config: { decimals: 0 },
      },
    ),
  }),
});

export async function openShop(
  more: { readonly version?: 14 | 18; readonly extra?: Partial<Omit<AppBundle, 'forms'>> } = {},
): Promise<{ at: TestWorkspace; ctx: Ctx }> {
  const at = await openTestWorkspace(more.version ?? 18);
  await publishBundle(await at.ctx(), 'shop', bundle(shopForms(), more.extra));
  return { at, ctx: await at.ctx() };
}
