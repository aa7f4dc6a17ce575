import { expect, it } from 'vitest';
import { compileForm } from '../../form/compile.ts';
import { stayOf } from '../../form/stay.ts';
import { field, formOf } from '../../testing/forms.ts';
import { type StageConfig, stage } from './model.ts';

const config: StageConfig = {
  options: [
    { key: 'new', label: { zh: '新建', en: 'New' } },
    { key: 'talk', label: { zh: '沟通' }, days: 7, requires: ['phone'] },
    { key: 'won', label: { zh: '赢单', en: 'Won' } },
  ],
  moves: { new: ['talk'] },
  since: 'since',
};

it.each([
  [null, 'won', undefined],
  ['new', 'talk', undefined],
  ['new', null, undefined],
  ['talk', 'new', undefined],
  ['new', 'won', 'step_not_allowed'],
])('a move from %s to %s gives %s', (before, after, code) => {
  expect(stage.step?.(before, after, config)?.code).toBe(code);
});

it('says the move in both languages', () => {
  expect(stage.step?.('new', 'won', config)?.params).toEqual({
    from: '新建',
    to: '赢单',
    from_en: 'New',
    to_en: 'Won',
  });
});

it('finds settings that name what is not there', () => {
  const own = (key: string) =>
    key === 'phone' ? ({ kind: 'text' } as const) : key === 'since' ? ({ kind: 'date' } as const) : undefined;
  const broken: StageConfig = { ...config, moves: { new: ['gone'], old: [] } };
  const issues = stage.check?.(broken, { fieldsOf: () => undefined, own }) ?? [];
  expect(issues.map(({ code, path }) => `${path.join('.')}: ${code}`)).toEqual([
    'moves.new: unknown_option',
    'moves.old: unknown_option',
    'since: not_a_moment',
  ]);
});

it('counts the days of a stay', () => {
  const form = compileForm('crm:test', formOf({ stage: field('stage', config), since: field('datetime') }));
  const at = form.fields.get('stage');
  if (!at) throw new Error('no stage');
  const values = (key: string) => ({ stage: key, since: '2026-03-01T08:00:00.000Z' });
  expect(stayOf(at, values('talk'), '2026-03-13T07:00:00.000Z')).toEqual({
    days: 11,
    standard: 7,
    over: true,
  });
  expect(stayOf(at, values('talk'), '2026-03-08T08:00:00.000Z')).toEqual({
    days: 7,
    standard: 7,
    over: false,
  });
  expect(stayOf(at, values('new'), '2026-03-08T08:00:00.000Z')).toEqual({ days: 7, over: false });
  expect(stayOf(at, { stage: 'new', since: null }, '2026-03-08T08:00:00.000Z')).toBeUndefined();
});
