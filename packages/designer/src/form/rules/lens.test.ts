import { normaliseForm } from '@trellis/forms/model';
import type { Expr } from '@trellis/logic';
import type { FormDocument } from '@trellis/metadata';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeRule, type Effect, type Rule, readRules, ruleId, writeRules } from './lens.ts';

const KEYS = ['kind', 'tax', 'bank', 'city'] as const;
const options = ['a', 'b', 'c'].map((key) => ({ key, label: { zh: key } }));

const form = (): FormDocument =>
  normaliseForm({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: '客户',
    properties: Object.fromEntries(
      KEYS.map((key) => [
        key,
        {
          title: key,
          trellis: {
            type: key === 'kind' || key === 'city' ? 'select' : 'text',
            label: { zh: key },
            config: key === 'kind' || key === 'city' ? { options } : {},
          },
        },
      ]),
    ),
    required: [],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: { zh: '客户' },
      titleField: 'tax',
      layout: [
        { kind: 'field', field: 'kind' },
        { kind: 'field', field: 'tax' },
        { kind: 'field', field: 'city' },
        { kind: 'section', key: 'more', columns: 2, children: [{ kind: 'field', field: 'bank' }] },
      ],
    },
  });

const isKind = (key: string): Expr => ({ '==': [{ var: 'kind' }, key] });
const run = (document: FormDocument, before?: Rule, after?: Rule) =>
  changeRule(before, after).apply(document);

test('one condition with many effects is one rule, written to the fields and sections it names', () => {
  const rule: Rule = {
    when: isKind('a'),
    effects: [
      { kind: 'show', fields: ['tax', 'bank'], sections: ['more'] },
      { kind: 'require', fields: ['tax'] },
      { kind: 'options', field: 'city', options: ['a', 'b'] },
      { kind: 'hint', field: 'tax', text: { zh: '以执照为准' }, tone: 'warning' },
    ],
  };
  const next = run(form(), undefined, rule);
  expect(next.properties.tax?.trellis).toMatchObject({ visible: isKind('a'), requiredWhen: isKind('a') });
  expect(next.properties.city?.trellis.optionsWhen).toEqual([{ when: isKind('a'), options: ['a', 'b'] }]);
  expect(next.trellis.layout[3]).toMatchObject({ key: 'more', visible: isKind('a') });
  const read = readRules(next);
  expect(read).toHaveLength(1);
  expect(read[0]?.effects).toEqual(expect.arrayContaining([...rule.effects]));
  expect(run(next, read[0], undefined)).toEqual(form());
});

test('a field that two rules show is shown by either, and each rule stays by itself where it does more', () => {
  const first: Rule = {
    when: isKind('a'),
    effects: [{ kind: 'show', fields: ['tax', 'bank'], sections: [] }],
  };
  const second: Rule = { when: isKind('b'), effects: [{ kind: 'show', fields: ['tax'], sections: [] }] };
  const both = run(run(form(), undefined, first), undefined, second);
  expect(both.properties.tax?.trellis.visible).toEqual({ or: [isKind('a'), isKind('b')] });
  expect(readRules(both).map(ruleId)).toEqual([first, second].map(ruleId));
  expect(run(both, second).properties.tax?.trellis.visible).toEqual(isKind('a'));
});

test('an “or” that one rule says stays one rule', () => {
  const either: Rule = {
    when: { or: [isKind('a'), isKind('b')] },
    effects: [{ kind: 'require', fields: ['tax', 'bank'] }],
  };
  expect(readRules(run(form(), undefined, either))).toEqual([either]);
});

const expr = fc.oneof(
  fc.constantFrom<Expr>(isKind('a'), isKind('b'), isKind('c')),
  fc.constant<Expr>({ or: [isKind('a'), isKind('c')] }),
);
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({
    kind: fc.constant('show' as const),
    fields: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1 }),
    sections: fc.constantFrom<readonly string[]>([], ['more']),
  }),
  fc.record({
    kind: fc.constantFrom('require' as const, 'lock' as const),
    fields: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('options' as const),
    field: fc.constant('city'),
    options: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('hint' as const),
    field: fc.constantFrom(...KEYS),
    text: fc.constant({ zh: '请核对' }),
  }),
);
const rules = fc.array(fc.record({ when: expr, effects: fc.array(effect, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 4,
});

test('reading and writing rules back changes nothing', () => {
  fc.assert(
    fc.property(rules, (list) => {
      const document = writeRules(form(), list);
      expect(writeRules(document, readRules(document))).toBe(document);
    }),
    { seed: 20_261_122, numRuns: 300 },
  );
});

test('taking all rules away leaves the form without conditions', () => {
  fc.assert(
    fc.property(rules, (list) => {
      const document = writeRules(form(), list);
      let bare = document;
      // What is left is read anew: without a rule, two others may turn out to be one.
      for (let [rule] = readRules(bare); rule; [rule] = readRules(bare)) bare = run(bare, rule);
      expect(readRules(bare)).toEqual([]);
      expect(bare.properties).toEqual(form().properties);
    }),
    { seed: 20_261_122, numRuns: 200 },
  );
});
