import type { Env, Expr } from '@trellis/logic';
import { expect, test } from 'vitest';
import { galleryForm } from '../gallery/sample.ts';
import { field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { madeUp } from './made-up.ts';
import { validateRecord } from './record.ts';
import { behaviourState } from './state.ts';
import { reasonsOf } from './why.ts';

const env: Env = {
  now: '2026-03-01T02:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '00000000-0000-7000-8000-000000000001', departments: [], roles: [] },
};

test('a rule is explained part by part', () => {
  const big: Expr = { '>': [{ var: 'amount' }, 100] };
  const late: Expr = { not_empty: [{ var: 'day' }] };
  const form = compileForm(
    'app:form',
    formOf(
      {
        amount: field('number'),
        day: field('date'),
        note: field(
          'text',
          {},
          { visible: { and: [big, late] }, requiredWhen: { or: [big, late] }, readonlyWhen: late },
        ),
      },
      {
        meta: {
          layout: [
            {
              kind: 'section',
              key: 'more',
              columns: 1,
              visible: big,
              children: [{ kind: 'field', field: 'note' }],
            },
          ],
        },
      },
    ),
  );
  const parts = [
    { expr: big, holds: true },
    { expr: late, holds: false },
  ];
  expect(reasonsOf(form, 'note', { amount: '200', day: null }, env)).toEqual([
    { rule: 'section', holds: true, join: 'and', parts: [{ expr: big, holds: true }] },
    { rule: 'visible', holds: false, join: 'and', parts },
    { rule: 'requiredWhen', holds: true, join: 'or', parts },
    { rule: 'readonlyWhen', holds: false, join: 'and', parts: [{ expr: late, holds: false }] },
  ]);
  expect(reasonsOf(form, 'amount', {}, env)).toEqual([]);
});

test('made-up values are values of their fields', () => {
  const form = galleryForm();
  const values = madeUp(form);
  expect(Object.keys(values).length).toBeGreaterThan(20);
  expect(validateRecord(form, values, behaviourState(form, values, env))).toEqual([]);
});
