import type { FieldMeta } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { field } from '../testing/forms.ts';
import { renamedField } from './rename.ts';

const names = new Map([
  ['amount', 'amount_2'],
  ['customer', 'customer_2'],
  ['lines', 'lines_2'],
]);
const there = (type: string, config: FieldMeta['config'], meta: Partial<FieldMeta> = {}) =>
  renamedField(field(type, config, meta), names, (ref) => (ref.includes(':') ? ref : `crm:${ref}`)).trellis;

describe('a field among others under other keys', () => {
  it('follows in its conditions and defaults', () => {
    const meta = there(
      'text',
      {},
      {
        visible: { and: [{ '>': [{ var: 'amount' }, 1] }, { '==': [{ var: 'other' }, 'amount'] }] },
        requiredWhen: { some: [{ var: 'lines' }, { '>': [{ var: 'row.amount' }, { var: 'amount' }] }] },
        readonlyWhen: { '!=': [{ var: '$before.amount' }, { var: ['customer.grade'] }] },
        default: { kind: 'through', path: 'customer.name' },
      },
    );
    expect(meta).toMatchObject({
      visible: { and: [{ '>': [{ var: 'amount_2' }, 1] }, { '==': [{ var: 'other' }, 'amount'] }] },
      requiredWhen: { some: [{ var: 'lines_2' }, { '>': [{ var: 'row.amount' }, { var: 'amount_2' }] }] },
      readonlyWhen: { '!=': [{ var: '$before.amount_2' }, { var: ['customer_2.grade'] }] },
      default: { kind: 'through', path: 'customer_2.name' },
    });
  });

  it('tells its own fields from those of other records', () => {
    const where = { '==': [{ var: 'amount' }, { var: '$record.amount' }] };
    const renamed = { '==': [{ var: 'amount' }, { var: '$record.amount_2' }] };
    const { default: linked } = there(
      'text',
      {},
      {
        default: { kind: 'linked', form: 'deal', take: 'first', path: 'amount', where },
      },
    );
    expect(linked).toMatchObject({ form: 'crm:deal', path: 'amount', where: renamed });
    expect(there('reference', { form: 'deal', filter: { where } }).config.filter).toEqual({ where: renamed });
    expect(there('query_list', { form: 'x:deal', columns: [], condition: { where } }).config).toMatchObject({
      form: 'x:deal',
      condition: { where: renamed },
    });
  });

  it.each([
    ['formula', { expr: { '*': [{ var: 'amount' }, 2] } }, { expr: { '*': [{ var: 'amount_2' }, 2] } }],
    ['lookup', { via: 'customer', path: 'amount' }, { via: 'customer_2', path: 'amount' }],
    ['rollup', { rows: 'lines', op: 'sum', path: 'amount' }, { rows: 'lines_2', path: 'amount' }],
    ['rollup', { rows: 'deal@customer', op: 'count' }, { rows: 'crm:deal@customer' }],
    ['related', { form: 'deal', via: 'customer' }, { form: 'crm:deal', via: 'customer' }],
    ['barcode', { source: 'field', field: 'amount' }, { field: 'amount_2' }],
    ['autonumber', { parts: [{ kind: 'field', field: 'amount' }] }, { parts: [{ field: 'amount_2' }] }],
    [
      'date',
      { min: { from: 'field', field: 'amount', amount: 1, unit: 'day' }, max: '2026-12-31' },
      { min: { field: 'amount_2' }, max: '2026-12-31' },
    ],
    [
      'reference',
      { form: 'deal', fills: [{ from: 'amount', to: 'amount', when: 'empty' }] },
      { form: 'crm:deal', fills: [{ from: 'amount', to: 'amount_2' }] },
    ],
    [
      'stage',
      { options: [{ key: 'a', label: { zh: '甲' }, requires: ['amount', 'other'] }], since: 'amount' },
      { options: [{ requires: ['amount_2', 'other'] }], since: 'amount_2' },
    ],
  ])('follows in the settings of %s', (type, config, expected) => {
    expect(there(type, config as unknown as FieldMeta['config']).config).toMatchObject(expected);
  });

  it('keeps the columns of a sub-form, and follows in what they ask of the record around them', () => {
    const column = field(
      'number',
      {},
      {
        visible: { '>': [{ var: 'amount' }, { var: '_parent_id.amount' }] },
      },
    );
    const { config } = there('subform', {
      form: { properties: { amount: column, deal: field('reference', { form: 'deal' }) }, required: [] },
    } as unknown as FieldMeta['config']);
    expect(config).toMatchObject({
      form: {
        properties: {
          amount: { trellis: { visible: { '>': [{ var: 'amount' }, { var: '_parent_id.amount_2' }] } } },
          deal: { trellis: { config: { form: 'crm:deal' } } },
        },
      },
    });
  });
});
