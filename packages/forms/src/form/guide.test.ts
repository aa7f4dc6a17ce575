import type { Env, Expr } from '@trellis/logic';
import { expect, test } from 'vitest';
import { field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { offering } from './guide.ts';
import { normaliseForm } from './normalise.ts';
import { validateRecord } from './record.ts';
import { behaviourState } from './state.ts';

const options = ['a', 'b', 'c'].map((key) => ({ key, label: { zh: key.toUpperCase() } }));
const kind = (key: string): Expr => ({ '==': [{ var: 'kind' }, key] });
const env: Env = {
  now: '2026-03-01T02:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '00000000-0000-7000-8000-000000000001', departments: [], roles: [] },
};
const columns = {
  properties: {
    what: field('text'),
    size: field(
      'select',
      { options },
      { optionsWhen: [{ when: { '==': [{ var: '_parent_id.kind' }, 'a'] }, options: ['a'] }] },
    ),
  },
  required: [],
};
const document = formOf(
  {
    kind: field('select', { options }),
    city: field(
      'multi_select',
      { options },
      {
        optionsWhen: [
          { when: kind('a'), options: ['a'] },
          { when: { in: [{ var: 'kind' }, ['a', 'b']] }, options: ['b'] },
        ],
        hints: [{ when: kind('b'), text: { zh: '请与仓库确认' }, tone: 'warning' }],
      },
    ),
    bank: field('text', {}, { visible: { not_empty: [{ var: 'city' }] }, requiredWhen: kind('a') }),
    lines: field('subform', { form: columns as never }),
  },
  {
    meta: {
      layout: [
        {
          kind: 'section',
          key: 'more',
          columns: 1,
          visible: kind('a'),
          children: [{ kind: 'field', field: 'bank' }],
        },
      ],
    },
  },
);
const form = compileForm('app:form', document);
const state = (values: Parameters<typeof validateRecord>[1]) => behaviourState(form, values, env);

test('of several rules that hold the options of each may be chosen; without any, all', () => {
  expect(state({ kind: 'c' }).offered?.get('city')).toBeUndefined();
  expect([...(state({ kind: 'b' }).offered?.get('city') ?? [])]).toEqual(['b']);
  expect([...(state({ kind: 'a' }).offered?.get('city') ?? [])]).toEqual(['a', 'b']);
});

test('a choice that is not offered is refused, at the field and by its name', () => {
  const issues = (values: Parameters<typeof validateRecord>[1]) =>
    validateRecord(form, { name: '甲', ...values }, state(values));
  expect(issues({ kind: 'b', city: ['b', 'c'] })).toEqual([
    { path: ['city'], code: 'option_not_offered', params: { value: 'C' } },
  ]);
  expect(issues({ kind: 'c', city: ['b', 'c'] })).toEqual([]);
});

test('rows have their own options, by conditions on the record around them', () => {
  const values = {
    name: '甲',
    kind: 'a',
    lines: [{ _id: '00000000-0000-7000-8000-000000000002', what: null, size: 'b' }],
  };
  expect(validateRecord(form, values, state(values))).toEqual([
    { path: ['lines', 0, 'size'], code: 'option_not_offered', params: { value: 'B' } },
  ]);
});

test('hints stand at the field while their condition holds', () => {
  expect(state({ kind: 'a' }).hints?.get('city')).toBeUndefined();
  expect(state({ kind: 'b' }).hints?.get('city')).toMatchObject([
    { text: { zh: '请与仓库确认' }, tone: 'warning' },
  ]);
});

test('a hidden section hides its fields, which are then not required; its fields keep their own conditions', () => {
  expect(state({ kind: 'a', city: ['a'] }).required.has('bank')).toBe(true);
  expect(state({ kind: 'a', city: null }).visible.has('bank')).toBe(false);
  const hidden = state({ kind: 'b', city: ['b'] });
  expect([hidden.visible.has('bank'), hidden.required.has('bank')]).toEqual([false, false]);
});

test('inputs offer what may be chosen, and the options behind stay known', () => {
  const city = form.fields.get('city');
  if (!city) throw new Error('no city');
  const limited = offering(city, new Set(['a'])).config.options as typeof options;
  expect(limited.map((option) => ('retired' in option ? '' : option.key))).toEqual(['a', '', '']);
  expect(offering(city, undefined)).toBe(city);
});

test('publishing keeps the rules, and names what they can’t say', () => {
  expect(normaliseForm(document)).toEqual(document);
  const wrong = compileForm(
    'app:form',
    formOf(
      {
        kind: field('select', { options }, { optionsWhen: [{ when: kind('a'), options: ['gone'] }] }),
        note: field('text', {}, { optionsWhen: [{ when: kind('a'), options: ['a'] }] }),
      },
      {
        meta: {
          layout: [
            {
              kind: 'section',
              key: 'outer',
              columns: 1,
              children: [{ kind: 'section', key: 'inner', columns: 1, visible: kind('a'), children: [] }],
            },
          ],
        },
      },
    ),
  );
  expect(wrong.behaviour.issues.map(({ code }) => code).sort()).toEqual([
    'no_option',
    'not_a_choice',
    'section_in_section',
  ]);
});
