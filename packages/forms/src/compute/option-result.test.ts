import { expect, test } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { analyseFormula } from '../formula/analyse.ts';
import { formulaWorld } from '../formula/world.ts';
import { env, field, formOf } from '../testing/forms.ts';
import { withFormulas } from './own.ts';
import { programOf } from './program.ts';

const options = [
  { key: 'good', label: { zh: '健康', en: 'Good' }, color: 'green' },
  { key: 'poor', label: { zh: '预警', en: 'Poor' }, color: 'red' },
];
const level = (expr: unknown) =>
  field(
    'formula',
    { expr: expr as never, result: { type: 'select', config: { options } } },
    { label: { zh: '健康等级', en: 'Level' } },
  );
const formWith = (expr: unknown) =>
  compileForm(
    'crm:account',
    formOf({
      health: field('number', {}, { label: { zh: '健康分', en: 'Health' } }),
      level: level(expr),
    }),
  );

test('a formula may come to an option, written by what people call it', () => {
  const form = formWith(null);
  const forms = new Map([[form.ref, form]]);
  const world = formulaWorld(form, forms, 'zh', 'all', 'level');
  const written = analyseFormula('IF({health} >= 75, "健康", "预警")', world, { kind: 'option' });
  expect(written.ok && written.checked.expr).toEqual({
    if: [{ '>=': [{ var: 'health' }, 75] }, 'good', 'poor'],
  });
  expect(
    analyseFormula('IF({health} >= 75, "健康", "危险")', world, { kind: 'option' }).ok,
    'an option that there is not',
  ).toBe(false);
});

test('it is worked out as the key of the option, and warned of where there is no such option', () => {
  const expr = { if: [{ '>=': [{ var: 'health' }, 75] }, 'good', 'poor'] };
  const form = formWith(expr);
  const data = { name: null, health: '80', level: null };
  expect(withFormulas(form, data, {}, env).level).toBe('good');
  expect(withFormulas(form, { ...data, health: '10' }, {}, env).level).toBe('poor');

  const wrong = formWith({ if: [{ '>=': [{ var: 'health' }, 75] }, 'fine', 'poor'] });
  const at = wrong.fields.get('level');
  const program = at && programOf(wrong, at, new Map([[wrong.ref, wrong]]));
  expect(program?.ok && program.value.warnings?.map(({ path }) => path)).toEqual([['expr', 'if', 1]]);
});
