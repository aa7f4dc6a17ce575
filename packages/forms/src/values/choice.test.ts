import { check, evaluate } from '@trellis/logic';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { behaviourState } from '../form/state.ts';
import { env, field, formOf } from '../testing/forms.ts';
import { byPinyin, type ChoiceOption, optionsOfLines } from './choice.ts';

const option = (key: string, more: Partial<ChoiceOption> = {}): ChoiceOption =>
  ({ key, label: { zh: key }, ...more }) as ChoiceOption;

const many = Array.from({ length: 120 }, (_, n) => option(`o${n}`, { score: `${n}.5` }));
const form = compileForm(
  'crm:test',
  formOf({
    grade: field('select', { options: many }),
    interests: field('multi_select', {
      options: [
        option('a', { score: 2 }),
        option('b', { score: '0.5' }),
        option('c'),
        option('d', { score: '0.12345678901234567890123' }),
      ],
    }),
    plain: field('select', { options: [option('a')] }),
    stage: field('stage', { options: [option('x', { probability: '0.3' }), option('y')] }),
    source: field('select', {
      options: [option('web'), option('other', { other: true })],
      note: 'why',
      noteRequired: true,
    }),
    why: field('text'),
    team: field(
      'department',
      {},
      { default: { kind: 'expr', expr: { first: [{ var: '$member.departments' }] } } },
    ),
    teams: field(
      'department',
      { many: true },
      { default: { kind: 'expr', expr: { var: '$member.departments' } } },
    ),
  }),
);
const value = (expr: object, data: object) => {
  const checked = check(expr as never, { form: form.scopeForm, formOf: () => undefined });
  return checked.ok ? evaluate(checked.value, data as never, env) : checked.issues[0]?.code;
};

it.each([
  [{ score: [{ var: 'grade' }] }, { grade: 'o0' }, '0.5'],
  [{ score: [{ var: 'grade' }] }, { grade: 'o119' }, '119.5'],
  [{ score: [{ var: 'grade' }] }, {}, null],
  [{ score: [{ var: 'interests' }] }, { interests: ['a', 'b', 'c'] }, '2.5'],
  [{ score: [{ var: 'interests' }] }, {}, '0'],
  [{ score: [{ var: 'interests' }] }, { interests: ['d'] }, '0.12345678901234567890123'],
  [{ score: [{ var: 'plain' }] }, { plain: 'a' }, 'unknown_operator'],
  [{ '*': [100, { probability: [{ var: 'stage' }] }] }, { stage: 'x' }, '30'],
  [{ probability: [{ var: 'stage' }] }, { stage: 'y' }, null],
])('%j of %j is %s', (expr, data, result) => {
  expect(value(expr, data)).toBe(result);
});

it('demands an explanation of “other” alone', () => {
  expect(behaviourState(form, { source: 'web' }, env).required.has('why')).toBe(false);
  expect(behaviourState(form, { source: 'other' }, env).required.has('why')).toBe(true);
});

it('knows the departments of oneself as defaults', () => {
  expect(form.behaviour.issues).toEqual([]);
});

it('reads pasted lines, skips what is there, and sorts as a dictionary does', () => {
  const made = optionsOfLines('制造业\n\n零售  Retail\n金融\tFinance\n ａ \n零售', [
    option('a'),
    option('option_2'),
  ]);
  expect(made.map(({ key, label }) => [key, label.zh, label.en])).toEqual([
    ['option_3', '制造业', undefined],
    ['option_4', '零售', 'Retail'],
    ['option_5', '金融', 'Finance'],
  ]);
  const sorted = byPinyin([option('其他', { other: true }), option('张江'), option('北京'), option('上海')]);
  expect(sorted.map(({ key }) => key)).toEqual(['北京', '上海', '张江', '其他']);
});
