import type { JsonObject } from '@trellis/metadata';
import { bundle, field, form } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import { type Ctx, publishBundle } from '../../server.ts';
import { formula } from './shop.ts';

export const PRODUCT = 'wms:product';
export const KIND = 'wms:kind';
export const MOVE = 'wms:move';
export const CUSTOMER = 'wms:customer';
export const ORDER = 'wms:order';

/** Products whose stock, and customers whose credit, must not fall below nothing, whoever writes. */
const stockForms = () => ({
  product: form(
    {
      name: field('text'),
      reserved: field('number', { decimals: 0 }),
      kind: field('reference', { form: 'kind' }),
      least: field('lookup', { via: 'kind', path: 'least', mode: 'live' }),
      stock: field('rollup', { rows: 'move@product', op: 'sum', path: 'count' }),
    },
    {
      checks: [
        {
          key: 'enough',
          when: {
            or: [
              { '<': [{ var: 'stock' }, { coalesce: [{ var: 'reserved' }, 0] }] },
              { '<': [{ var: 'stock' }, { var: 'least' }] },
            ],
          },
          message: { zh: '库存不足', en: 'Out of stock' },
          field: 'reserved',
          hold: true,
        },
      ],
    },
  ),
  kind: form({ name: field('text'), least: field('number', { decimals: 0 }) }),
  move: form({
    title: field('text'),
    product: field('reference', { form: 'product' }),
    count: field('number', { decimals: 0 }),
  }),
  customer: form(
    {
      name: field('text'),
      credit: field('number', { decimals: 2 }),
      used: field('rollup', { rows: 'order@customer', op: 'sum', path: 'total' }),
      left: formula({ '-': [{ var: 'credit' }, { var: 'used' }] }),
    },
    {
      checks: [
        { key: 'credit', when: { '<': [{ var: 'left' }, 0] }, message: { zh: '额度不足' }, hold: true },
      ],
    },
  ),
  order: form({
    title: field('text'),
    customer: field('reference', { form: 'customer' }),
    lines: field('subform', {
      form: {
        properties: { item: field('text'), amount: field('number', { decimals: 2 }) },
        required: [],
      } as unknown as JsonObject,
    }),
    total: field('rollup', { rows: 'lines', op: 'sum', path: 'amount' }),
  }),
});

/** People who move goods but are not told how many there are. */
const roles = {
  clerk: {
    vocabulary: 1 as const,
    label: { zh: '仓管' },
    forms: {
      product: { actions: ['view' as const], hidden: ['stock'] },
      move: { actions: ['view' as const, 'create' as const] },
    },
  },
};

export async function openStock(version: 14 | 18 = 18): Promise<{ at: TestWorkspace; ctx: Ctx }> {
  const at = await openTestWorkspace(version);
  await publishBundle(await at.ctx(), 'wms', bundle(stockForms(), { roles }));
  return { at, ctx: await at.ctx() };
}
