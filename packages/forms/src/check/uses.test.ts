import type { Expr } from '@trellis/logic';
import { expect, test } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { placeOfUse } from './use-place.ts';
import { usesOf } from './uses.ts';

const options = ['a', 'b'].map((key) => ({ key, label: { zh: key } }));
const when: Expr = { '==': [{ var: 'kind' }, 'a'] };
const words = { zh: '注意' };
const reads = { kind: 'expr' as const, expr: { var: 'kind' } };
const document = formOf(
  {
    kind: field('select', { options }),
    city: field('select', { options }, { optionsWhen: [{ when, options: ['a'] }] }),
    hinted: field('text', {}, { hints: [{ when, text: words }] }),
    asked: field(
      'text',
      {},
      {
        default: {
          kind: 'api',
          method: 'GET',
          url: 'https://example.com',
          params: [{ name: 'kind', field: 'kind' }],
          path: '',
        },
      },
    ),
    same: field('text', {}, { default: reads }),
    inside: field('text'),
    both: field('text', {}, { visible: { '!=': [{ var: 'city' }, 'b'] } }),
    moves: field('rollup', { rows: 'move@of', op: 'sum', path: 'count' }),
  },
  {
    meta: {
      checks: [
        {
          key: 'held',
          when: { and: [when, { '<': [{ var: 'moves' }, 0] }] },
          message: { zh: '不够' },
          hold: true,
        },
      ],
      submit: { keep: ['kind', 'same'] },
      layout: [
        { kind: 'field', field: 'kind' },
        {
          kind: 'section',
          key: 's',
          columns: 1,
          visible: when,
          children: [
            { kind: 'field', field: 'inside' },
            { kind: 'field', field: 'both' },
          ],
        },
      ],
    },
  },
);
const form = compileForm('crm:stock', document);
const move = compileForm(
  'crm:move',
  formOf({ of: field('reference', { form: 'stock' }), count: field('number') }),
);
const forms = new Map([form, move].map((one) => [one.ref, one]));
const nothing = { views: new Map(), roles: new Map(), dashboards: new Map() };
const found = (name: string, option?: string) =>
  usesOf(form, { field: name, option }, forms, nothing)
    .map((use) => {
      const { said, field: at, shows } = placeOfUse(use, forms.get(use.ref)?.document);
      return [use.ref, at ?? '', said.code, ...(shows ? ['shows'] : [])].join(' ');
    })
    .sort();

test('a field is found in every kind of rule, and where it is merely kept', () => {
  expect(found('kind')).toEqual(
    [
      'crm:stock city used_options',
      'crm:stock hinted used_hints',
      'crm:stock asked used_default',
      'crm:stock same used_default',
      'crm:stock  used_section',
      'crm:stock  used_check',
      'crm:stock  used_kept shows',
    ].sort(),
  );
  expect(found('moves')).toEqual(['crm:stock  used_check']);
});

test('an option is found once in each place, also in the condition of a section around fields', () => {
  expect(found('kind', 'a')).toEqual(
    [
      'crm:stock city used_options',
      'crm:stock hinted used_hints',
      'crm:stock  used_section',
      'crm:stock  used_check',
    ].sort(),
  );
  expect(found('city', 'a')).toEqual(['crm:stock city used_options']);
  expect(found('city', 'b')).toEqual(['crm:stock both used_visible']);
});
