import type { Expr } from '@trellis/logic';
import { expect, test } from 'vitest';
import { compileForm } from '../../form/compile.ts';
import { field, formOf } from '../../testing/forms.ts';
import { formFindings } from './findings.ts';

const options = ['a', 'b'].map((key) => ({
  key,
  label: { zh: key },
  ...(key === 'b' ? { retired: true } : {}),
}));
const kind = (key: string): Expr => ({ '==': [{ var: 'kind' }, key] });
const never: Expr = { and: [kind('a'), kind('b')] };
const named = (zh: string) => ({ label: { zh } });
const found = (properties: Parameters<typeof formOf>[0], more: Parameters<typeof formOf>[1] = {}) =>
  formFindings(
    compileForm(
      'app:form',
      formOf(
        { kind: field('select', { options }, named('类型')), ...properties },
        { required: ['name'], ...more },
      ),
    ),
  ).map(({ code, at, rows }) => [code, rows ? `${rows}.${at.key}` : at.key].join(' '));

test('a form in order has nothing to tell', () => {
  expect(
    found({ tax: field('text', {}, { ...named('税号'), visible: kind('a'), requiredWhen: kind('a') }) }),
  ).toEqual([]);
});

test('rules that can’t act are told at their field', () => {
  expect(
    found({
      one: field('text', {}, { ...named('一'), visible: never, requiredWhen: never, readonlyWhen: never }),
      two: field(
        'text',
        {},
        { ...named('二'), visible: { or: [kind('a'), { '!=': [{ var: 'kind' }, 'a'] }] } },
      ),
      three: field('text', {}, { ...named('三'), hints: [{ when: never, text: { zh: '…' } }] }),
      four: field(
        'select',
        { options },
        {
          ...named('四'),
          optionsWhen: [
            { when: never, options: ['a'] },
            { when: kind('a'), options: ['b'] },
          ],
        },
      ),
    }),
  ).toEqual([
    'never_shown one',
    'never_required one',
    'never_locked one',
    'always_shown two',
    'hint_never three',
    'options_never four',
    'options_none four',
  ]);
});

test('required but hidden, or never to be filled in', () => {
  expect(
    found(
      {
        one: field('text', {}, { ...named('一'), visible: kind('a'), requiredWhen: kind('b') }),
        two: field('text', {}, { ...named('二'), readonly: true }),
        three: field(
          'text',
          {},
          { ...named('三'), requiredWhen: kind('a'), readonlyWhen: { in: [{ var: 'kind' }, ['a', 'b']] } },
        ),
        four: field('text', {}, { ...named('四'), readonly: true, default: { kind: 'value', value: 'x' } }),
      },
      { required: ['name', 'two', 'four'] },
    ),
  ).toEqual(['required_hidden one', 'required_locked two', 'required_locked three']);
});

test('fields that show each other are one circle', () => {
  const when = (name: string): Expr => ({ not_empty: [{ var: name }] });
  expect(
    found({
      one: field('text', {}, { ...named('一'), visible: when('three') }),
      two: field('text', {}, { ...named('二'), visible: when('one') }),
      three: field('text', {}, { ...named('三'), visible: when('two') }),
      four: field('text', {}, { ...named('四'), visible: when('three') }),
    }),
  ).toEqual(['visible_circle one']);
});

test('checks, sections, places, names and the title', () => {
  expect(
    found(
      {
        one: field('text', {}, named('一')),
        two: field('text', {}, named('一')),
        far: field('text', {}, { ...named('远'), visible: never }),
      },
      {
        required: [],
        meta: {
          checks: [
            { key: 'no', when: never, message: { zh: '…' } },
            { key: 'all', when: { '!': [never] }, message: { zh: '…' } },
          ],
          layout: [
            { kind: 'field', field: 'name' },
            { kind: 'field', field: 'kind' },
            { kind: 'section', key: 'empty', columns: 1, children: [] },
            {
              kind: 'tabs',
              key: 'tabs',
              children: [
                {
                  kind: 'section',
                  key: 'gone',
                  columns: 1,
                  visible: never,
                  children: [{ kind: 'field', field: 'one' }],
                },
                { kind: 'section', key: 'dark', columns: 1, children: [{ kind: 'field', field: 'far' }] },
              ],
            },
          ],
        },
      },
    ).sort(),
  ).toEqual(
    [
      'check_never no',
      'check_always all',
      'same_label two',
      'never_shown far',
      'section_empty empty',
      'section_never_shown gone',
      'section_never_shown dark',
      'not_placed two',
      'title_optional name',
    ].sort(),
  );
});
