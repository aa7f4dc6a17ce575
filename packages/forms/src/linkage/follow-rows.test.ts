import type { JsonObject } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { type RowValue, rowsOf } from '../form/rows.ts';
import { env, field, formOf } from '../testing/forms.ts';
import type { Filling } from './cascade.ts';
import { cascadeRows, givenInRows, readable, rowsIn, wholeRows, withCells } from './follow-rows.ts';

const form = compileForm(
  'crm:order',
  formOf({
    title: field('text'),
    factor: field('number'),
    account: field('reference', { form: 'account' }),
    lines: field('subform', {
      form: {
        properties: {
          product: field('reference', {
            form: 'product',
            fills: [{ from: 'price', to: 'price', when: 'empty' }],
          }),
          qty: field('number', {}, { default: { kind: 'value', value: '1' } }),
          price: field('number'),
          amount: field(
            'number',
            {},
            {
              default: {
                kind: 'expr',
                expr: { '*': [{ var: 'qty' }, { var: '_parent_id.factor' }] },
                recompute: 'change',
              },
            },
          ),
          owner: field(
            'text',
            {},
            { default: { kind: 'through', path: '_parent_id.account.name', recompute: 'change' } },
          ),
        },
        required: [],
      } as unknown as JsonObject,
    }),
  }),
);
const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const PRODUCT = '01900000-0000-7000-8000-00000000000c';
const NEW: Filling = { isNew: true, touched: new Set(), filled: new Set() };
const row = (id: string, values: RowValue = {}): RowValue => ({
  _id: id,
  product: null,
  qty: '1',
  price: null,
  amount: null,
  owner: null,
  ...values,
});
const record = (values: Values, ...lines: RowValue[]): Values => ({
  factor: '10',
  account: A,
  ...values,
  lines,
});
const follow = (
  before: Values,
  after: Values,
  changed: readonly string[] = [],
  filling: (row: string) => Partial<Filling> = () => ({}),
) => {
  const seen = rowsIn(form, before);
  const result = cascadeRows(
    form,
    after,
    new Set(changed),
    seen,
    (at) => ({ ...NEW, ...filling(at.row) }),
    env,
  );
  return {
    rows: rowsOf(result.values.lines),
    asked: result.ask.map(({ derived, in: place }) => `${place?.row === A ? 'A' : 'B'} ${derived.field}`),
  };
};

describe('rows follow', () => {
  it('in the row that changed alone', () => {
    const before = record({}, row(A), row(B));
    const { rows, asked } = follow(before, record({}, row(A, { product: PRODUCT, qty: '3' }), row(B)));
    expect(rows.map(({ amount }) => amount)).toEqual(['30', null]);
    expect(asked).toEqual(['A price']);
  });

  it('where they are new, in what is still empty', () => {
    const pasted = row(B, { product: PRODUCT, price: '7', qty: '2' });
    const { rows, asked } = follow(record({}), record({}, row(A, { product: PRODUCT }), pasted));
    expect(rows.map(({ amount }) => amount)).toEqual(['10', '20']);
    expect(asked).toEqual(['A owner', 'A price', 'B owner']);
  });

  it('what changes in their record', () => {
    const before = record({}, row(A), row(B, { qty: '2' }));
    const stored = () => ({ isNew: false });
    const factor = follow(before, { ...before, factor: '5' }, ['factor'], stored);
    expect(factor.rows.map(({ amount }) => amount)).toEqual(['5', '10']);
    expect(factor.asked).toEqual([]);
    expect(follow(before, { ...before, account: B }, ['account'], stored).asked).toEqual([
      'A owner',
      'B owner',
    ]);
    const gone = { ...before, account: null, lines: [row(A, { owner: 'x' }), row(B, { owner: 'mine' })] };
    const seen = { ...before, lines: gone.lines };
    const filled = (id: string) => ({ isNew: false, filled: new Set(id === A ? ['owner'] : []) });
    const emptied = follow(seen, gone, ['account'], filled);
    expect(emptied.rows.map(({ owner }) => owner)).toEqual([null, 'mine']);
  });

  it('not where a person gave a value: of a new row what differs from its defaults', () => {
    const seen = rowsIn(form, record({}, row(A)));
    const after = record({}, row(A, { qty: '5' }), row(B, { price: '3', amount: '10' }));
    expect(givenInRows(form, 'lines', after, seen, env)).toEqual([
      { in: { field: 'lines', row: A }, columns: ['qty'] },
      { in: { field: 'lines', row: B }, columns: ['price'] },
    ]);
    const touched = { touched: new Set(['price']) };
    expect(
      follow(record({}, row(A)), record({}, row(A, { product: PRODUCT, price: '3' })), [], () => touched)
        .asked,
    ).toEqual([]);
  });

  it('take answers cell by cell and whole', () => {
    const before = record({}, row(A), row(B));
    const cells = [{ in: { field: 'lines', row: B }, column: 'price', value: '4' }];
    expect(rowsOf(withCells(form, before, cells, env).lines).map(({ price }) => price)).toEqual([null, '4']);
    const lines = form.fields.get('lines')?.owned;
    const whole = lines && wholeRows(lines, [{ _id: A, product: PRODUCT }], record({}), env);
    expect(whole).toEqual([row(A, { product: PRODUCT, amount: '10' })]);
  });

  it('are asked about as far as they can be read', () => {
    const odd = record({ title: 'x' }, row(A, { qty: 'many', price: '3' }));
    expect(readable(form, odd).lines).toEqual([
      { _id: A, product: null, price: '3', amount: null, owner: null },
    ]);
  });
});
