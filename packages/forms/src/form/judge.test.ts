import { expect, it } from 'vitest';
import { env, field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { judgeRecord } from './judge.ts';
import type { Values } from './record.ts';
import { behaviourState } from './state.ts';

const today = { from: 'now', amount: 0, unit: 'day' };
const form = compileForm(
  'crm:visit',
  formOf({
    day: field('date', { min: today }),
    end: field('date', { min: { from: 'field', field: 'day', amount: 0, unit: 'day' } }),
    agreed: field('checkbox', { mustBeTrue: true }, { visible: { not_empty: [{ var: 'day' }] } }),
  }),
);
type Record = { readonly [key: string]: string | boolean | null };
const judge = (values: Record, before?: Record, changed: readonly string[] = []) =>
  judgeRecord(
    form,
    values,
    behaviourState(form, values, env),
    env,
    before && { values: before, changed: new Set(changed) },
  ).map(({ path, code }) => `${path.join('.')} ${code}`);

it('judges values by the moment and by other fields, as far as they are shown', () => {
  expect(judge({ day: null, end: null, agreed: null })).toEqual([]);
  expect(judge({ day: '2026-03-01', end: '2026-03-01', agreed: true })).toEqual([]);
  expect(judge({ day: '2026-02-28', end: '2026-02-27', agreed: false })).toEqual([
    'day too_early',
    'end too_early',
    'agreed must_be_ticked',
  ]);
});

it('blames an update only for what it brings about', () => {
  const old = { day: '2026-01-10', end: '2026-01-12', agreed: true };
  expect(judge({ ...old, name: 'x' }, old, ['name'])).toEqual([]);
  expect(judge({ ...old, day: '2026-01-11' }, old, ['day'])).toEqual(['day too_early']);
  expect(judge({ ...old, day: '2026-03-05' }, old, ['day'])).toEqual(['end too_early']);
});

it('judges the rows of a sub-form like records, each by itself', () => {
  const visits = compileForm(
    'crm:trip',
    formOf({
      stops: field('subform', { form: { properties: form.document.properties, required: [] } as never }),
    }),
  );
  const inRows = (values: Values, before?: Values) =>
    judgeRecord(
      visits,
      values,
      behaviourState(visits, values, env),
      env,
      before && { values: before, changed: new Set(['stops']) },
    ).map(({ path, code }) => `${path.join('.')} ${code}`);
  const good = { _id: 'a', day: '2026-03-02', end: '2026-03-03', agreed: true };
  const old = { _id: 'b', day: '2026-01-10', end: '2026-01-12', agreed: true };
  expect(inRows({ stops: [good, { ...old, agreed: null }] })).toEqual([
    'stops.1.day too_early',
    'stops.1.agreed must_be_ticked',
  ]);
  expect(inRows({ stops: [{ ...old, name: 'x' }, good] }, { stops: [old] })).toEqual([]);
  expect(inRows({ stops: [good, { ...old, day: '2026-01-11' }] }, { stops: [old] })).toEqual([
    'stops.1.day too_early',
  ]);
});
