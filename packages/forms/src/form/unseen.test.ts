import { expect, it } from 'vitest';
import { env, field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { withoutUnseen } from './unseen.ts';

const when = (key: string, value: string) => ({ visible: { '==': [{ var: key }, value] } });
const form = compileForm(
  'crm:x',
  formOf({
    a: field('text'),
    b: field('text', {}, when('a', 'on')),
    c: field('text', {}, when('b', 'on')),
    d: field('text', {}, { ...when('a', 'on'), whenHidden: 'clear' }),
    lines: field('subform', {
      form: {
        properties: { x: field('text', {}, when('_parent_id.a', 'on')), y: field('text') },
        required: [],
      } as never,
    }),
  }),
);
const start = { name: null, a: null, b: null, c: null, d: 'was', lines: null };
const take = (values: object) => withoutUnseen(form, { ...start, ...values }, start, env);

it('takes nothing that was hidden after it was filled in, nor what showed because of it', () => {
  expect(take({ a: 'off', b: 'on', c: 'x' })).toMatchObject({ a: 'off', b: null, c: null, d: null });
  expect(take({ a: 'on', b: 'on', c: 'x' })).toMatchObject({ b: 'on', c: 'x', d: 'was' });
});

it('leaves out rows in which nothing is left', () => {
  const id = '01900000-0000-7000-8000-000000000009';
  const lines = [
    { _id: id, x: 'hidden', y: null },
    { _id: id.replace('9', '8'), x: 'hidden', y: 'kept' },
  ];
  expect(take({ a: 'off', lines }).lines).toEqual([expect.objectContaining({ x: null, y: 'kept' })]);
  expect(take({ a: 'on', lines }).lines).toEqual(lines);
});
