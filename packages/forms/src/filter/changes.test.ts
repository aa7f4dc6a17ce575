import { check } from '@trellis/logic';
import { expect, it } from 'vitest';
import { nearbyScope } from '../form/scope.ts';
import { galleryForm } from '../gallery/sample.ts';
import { changingFields } from './changes.ts';
import { describeFilter } from './describe.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { filterFields } from './fields.ts';
import { operatorsOf } from './operators.ts';
import type { FilterCondition } from './types.ts';

const form = galleryForm();
const fields = changingFields(form);
const scope = nearbyScope(form, undefined);

it('conditions on a change are read back, described and make sense', () => {
  const seen = new Set<string>();
  for (const field of fields) {
    const { changes: _, ...without } = field;
    const plain = new Set(operatorsOf(without).map(({ op }) => op));
    for (const { op, value } of operatorsOf(field)) {
      if (plain.has(op)) continue;
      seen.add(op);
      const base: FilterCondition = { kind: 'condition', field: field.key, op };
      const condition = value === 'none' ? base : { ...base, value: ['need'] };
      const expr = filterToExpr({ kind: 'group', join: 'and', items: [condition] }, fields);
      expect(exprToFilter(expr, fields).items).toEqual([condition]);
      expect(check(expr ?? null, scope, { root: 'condition', before: true }).ok, `${field.key} ${op}`).toBe(
        true,
      );
      expect(check(expr ?? null, scope, { root: 'condition' }).ok).toBe(false);
      expect(describeFilter(expr, form, { locale: 'zh', tz: 'Asia/Shanghai' })[0]?.text).toMatch(
        /修改前|变为/,
      );
      // Where nothing is known of before, such a part stays as it is.
      expect(exprToFilter(expr, filterFields(form)).items).toMatchObject([{ kind: 'raw' }]);
    }
  }
  expect([...seen].sort()).toEqual([
    'becomes',
    'becomes_true',
    'changed',
    'earlier',
    'later',
    'lowered',
    'raised',
    'unchanged',
  ]);
});
