import { checkForm, checkView } from '@trellis/forms/server';
import { expect, test } from 'vitest';
import { choiceOf, draftOf, formOf, furtherTypes, type Sheet, withType } from './draft.ts';

const guess = (type: string, config: object, more: object = {}) => ({
  type,
  config: { ...config },
  sure: 0.9,
  fits: 1,
  misfits: [],
  ...more,
});
const text = guess('text', { maxLength: 200 });
const sheet: Sheet = {
  id: '01900000-0000-7000-8000-000000000001',
  name: '订单',
  rows: 2,
  headerRows: 2,
  columns: [
    { index: 0, name: '单号', filled: 2, guesses: [text] },
    { index: 1, name: '客户名称', filled: 2, guesses: [text, guess('reference', { form: 'customer' })] },
    { index: 2, name: '金额', filled: 2, guesses: [guess('money', { currency: 'CNY', decimals: 2 }), text] },
    { index: 3, name: '日期', filled: 2, guesses: [guess('date', {}, { dateOrder: 'dmy' }), text] },
    { index: 4, name: '备注', filled: 0, guesses: [text] },
    { index: 5, name: '金额', filled: 1, guesses: [guess('number', { decimals: 0 })] },
  ],
  sample: [],
};

test('a sheet becomes a form that can be published, named by the column that says so', () => {
  const made = formOf(draftOf(sheet, true));
  if (!made) throw new Error('no form');
  expect(Object.keys(made.document.properties)).toEqual([
    'dan_hao',
    'ke_hu_ming_cheng',
    'jin_e',
    'ri_qi',
    'jin_e_2',
  ]);
  expect(made.document.trellis.titleField).toBe('ke_hu_ming_cheng');
  expect(made.mapping).toEqual({
    headerRows: 2,
    columns: [
      { column: 0, field: 'dan_hao' },
      { column: 1, field: 'ke_hu_ming_cheng' },
      { column: 2, field: 'jin_e' },
      { column: 3, field: 'ri_qi', dateOrder: 'dmy' },
      { column: 5, field: 'jin_e_2' },
    ],
  });
  const form = checkForm('crm:ding_dan', made.document, new Map());
  if (!form.ok) throw new Error(JSON.stringify(form.issues));
  expect(checkView('crm', made.view, new Map([['crm:ding_dan', form.value]])).ok).toBe(true);
});

test('a column takes another guess, or a type that nobody guessed', () => {
  const [, customer] = draftOf(sheet, true).columns;
  if (!customer) throw new Error('no column');
  const guesses = sheet.columns[1]?.guesses ?? [];
  expect(choiceOf(customer, guesses)).toBe('0');
  const reference = withType(customer, guesses, '1');
  expect(reference).toMatchObject({ type: 'reference', config: { form: 'customer' } });
  expect(choiceOf(reference, guesses)).toBe('1');
  const email = withType(customer, guesses, 'email');
  expect([email.type, choiceOf(email, guesses)]).toEqual(['email', 'email']);
  const further = furtherTypes(guesses).map(({ type }) => type);
  expect(further).toContain('email');
  expect(
    further.filter((type) => ['text', 'reference', 'select', 'subform', 'formula', 'file'].includes(type)),
  ).toEqual([]);
});

test('without a column that names records there is no form', () => {
  const draft = draftOf(sheet, true);
  const only = { ...draft, columns: draft.columns.map((one) => ({ ...one, used: one.index === 3 })) };
  expect(formOf(only)).toBeUndefined();
});
