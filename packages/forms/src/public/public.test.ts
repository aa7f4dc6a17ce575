import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { fieldTypes } from '../registry.ts';
import { field, formOf } from '../testing/forms.ts';
import { openEngine } from './engine.ts';
import { fieldTypes as publicTypes } from './field-types.ts';
import { publicSections } from './layout.ts';
import { keptColumns, offeredFields } from './offered.ts';
import { NOT_PUBLIC, PUBLIC_TYPES } from './types.ts';

const names = (list: Iterable<string>) => [...list].toSorted();
const FIELDS = path.resolve(import.meta.dirname, '../fields');

it('every type is for visitors, or says why not', () => {
  const all = fieldTypes.list().map(({ type }) => type);
  expect(names([...PUBLIC_TYPES, ...Object.keys(NOT_PUBLIC)])).toEqual(names(all));
  for (const [type, why] of Object.entries(NOT_PUBLIC)) {
    expect(why.zh, type).toMatch(/\p{Script=Han}/u);
    expect(why.en, type).toMatch(/^[A-Z]/);
  }
});

it('every type for visitors has an input, and its model in the bundle', () => {
  // Read as text: the unit tests need no React.
  const registry = readFileSync(path.join(import.meta.dirname, 'registry.tsx'), 'utf8');
  for (const type of fieldTypes.list().map((one) => one.type)) {
    const folder = type.replaceAll('_', '-');
    const file = path.join(FIELDS, folder, 'public.tsx');
    expect(existsSync(file), type).toBe(PUBLIC_TYPES.has(type));
    expect(registry.includes(`fields/${folder}/public.tsx`), type).toBe(PUBLIC_TYPES.has(type));
    if (PUBLIC_TYPES.has(type)) expect(readFileSync(file, 'utf8')).toContain(`type: '${type}'`);
  }
  expect(names(publicTypes.list().map(({ type }) => type))).toEqual(names(PUBLIC_TYPES));
});

const rows = {
  form: { properties: { item: field('text'), who: field('member'), scan: field('file') }, required: [] },
};
const form = compileForm(
  'crm:lead',
  formOf({
    phone: field('phone'),
    boss: field('reference', { form: 'lead' }),
    grade: field('select', {}, { readonly: true }),
    inside: field('text', {}, { hideOnCreate: true }),
    sum: field('formula', { expr: 1, result: { type: 'number', config: {} } }),
    lines: field('subform', rows as never),
  }),
);

it('offers what people fill in; more by choice, never what is for staff', () => {
  expect(offeredFields(form).map(({ key }) => key)).toEqual(['name', 'phone', 'lines']);
  const chosen = ['lines', 'sum', 'inside', 'boss', 'grade', 'gone'];
  expect(offeredFields(form, chosen).map(({ key }) => key)).toEqual(['inside', 'sum', 'lines']);
  expect(offeredFields(form).flatMap(keptColumns)).toEqual(['lines.who', 'lines.scan']);
});

it('puts the layout into one column; tabs follow each other, what is not placed comes last', () => {
  const document = formOf(
    { a: field('text'), b: field('text'), c: field('text') },
    {
      meta: {
        layout: [
          {
            kind: 'tabs',
            key: 't',
            children: [
              {
                kind: 'section',
                key: 'one',
                columns: 2,
                label: { zh: '一' },
                children: [{ kind: 'field', field: 'b' }],
              },
              { kind: 'section', key: 'two', columns: 1, children: [{ kind: 'divider', key: 'd' }] },
            ],
          },
          { kind: 'field', field: 'name' },
          { kind: 'field', field: 'nope' },
        ],
      },
    },
  );
  const shown = publicSections(document).map(({ label, items }) => [
    label?.zh,
    items.map((item) => (item.kind === 'field' ? item.field.key : item.node.key)),
  ]);
  expect(shown).toEqual([
    ['一', ['b']],
    [undefined, ['d']],
    [undefined, ['name']],
    [undefined, ['a', 'c']],
  ]);
});

it('the engine follows rules and formulas, and says in words what is wrong', async () => {
  const document = formOf(
    {
      qty: field('number', { decimals: 0 }),
      price: field('money'),
      sum: field('formula', {
        expr: { '*': [{ var: 'qty' }, { var: 'price' }] },
        result: { type: 'money', config: { currency: 'CNY', decimals: 2 } },
      }),
      why: field('text', {}, { visible: { '>': [{ var: 'qty' }, 10] } }),
      code: field('text', { format: 'pattern', pattern: '[A-Z]{2}' }),
      agree: field('checkbox', { mustBeTrue: true }),
    },
    { required: ['name', 'why', 'agree'] },
  );
  const engine = await openEngine(document, { ref: 'public:form', tz: 'Asia/Shanghai', locale: 'zh' });
  const touched = new Set<string>();
  const few = engine.follow({ qty: '2', price: '1.5' }, 'qty', touched);
  expect([few.values.sum, few.state.visible.has('why')]).toEqual(['3', false]);
  expect(engine.text('sum', '3')).toBe('¥3.00');
  const many = engine.follow({ ...few.values, qty: '11' }, 'qty', touched);
  expect([many.values.sum, many.state.required.has('why')]).toEqual(['16.5', true]);
  const { problems } = engine.check({ ...many.values, price: 'x', code: 'a1' }, touched);
  expect(problems.map(({ path: at }) => at.join('.'))).toEqual(['price', 'code', 'name', 'why', 'agree']);
  expect(problems.every(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true);
  // What somebody emptied is sent as empty, what nobody touched is left to the server.
  const fine = engine.check({ name: 'a', qty: null, agree: true, price: null }, new Set(['qty']));
  expect([fine.problems, fine.values]).toEqual([[], { name: 'a', qty: null, agree: true }]);
});

const ROW = '01900000-0000-7000-8000-000000000001';

it('says at once which choice the rules have ceased to offer, in rows too', async () => {
  const sizes = {
    options: ['small', 'large'].map((key) => ({ key, label: { zh: key, en: `A ${key} one` } })),
  };
  const only = (name: string) => [{ when: { '==': [{ var: name }, 1] } as never, options: ['small'] }];
  const document = formOf({
    room: field('number'),
    size: field('select', sizes, { optionsWhen: only('room') }),
    lines: field('subform', {
      form: {
        properties: { n: field('number'), size: field('select', sizes, { optionsWhen: only('n') }) },
        required: [],
      },
    } as never),
  });
  const place = { ref: 'public:form', tz: 'Asia/Shanghai' };
  const engine = await openEngine(document, { ...place, locale: 'zh' });
  const touched = new Set<string>();
  const start = { room: '2', size: 'large', lines: [{ _id: ROW, n: '2', size: 'large' }] };
  const first = engine.follow(start, 'all', touched);
  expect(first.gone).toEqual([]);
  const next = engine.follow({ ...first.values, room: '1' }, 'room', touched);
  expect(next.gone).toMatchObject([{ path: ['size'], text: expect.stringContaining('“large”') }]);
  const lines = [{ _id: ROW, n: '1', size: 'large' }];
  const row = engine.follow({ ...next.values, size: 'small', lines }, 'lines', touched);
  expect(row.gone.map(({ path: at }) => at)).toEqual([['lines', 0, 'size']]);
  // The same words as at sending.
  expect(engine.check(row.values, touched).problems).toEqual(expect.arrayContaining([...row.gone]));
  const english = await openEngine(document, { ...place, locale: 'en' });
  expect(english.follow({ room: '1', size: 'large' }, 'all', touched).gone[0]?.text).toContain('A large one');
});

it('a form is evaluated step by step as it would be as a whole', async () => {
  const document = formOf({
    qty: field('number', { decimals: 0 }),
    sum: field('formula', {
      expr: { '*': [{ var: 'qty' }, 2] },
      result: { type: 'number', config: {} },
    }),
    why: field('text', {}, { visible: { '>': [{ var: 'sum' }, 10] } }),
  });
  const place = { ref: 'public:form', tz: 'Asia/Shanghai', locale: 'zh' as const };
  const stepwise = await openEngine(document, place);
  let values: Parameters<typeof stepwise.follow>[0] = {};
  for (const qty of ['3', '9', null, '6', '5']) {
    const whole = await openEngine(document, place);
    const next = stepwise.follow({ ...values, qty }, 'qty', new Set(['qty']));
    expect(next).toEqual(whole.follow({ ...values, qty }, 'qty', new Set(['qty'])));
    values = next.values;
  }
  expect(values.sum).toBe('10');
});
