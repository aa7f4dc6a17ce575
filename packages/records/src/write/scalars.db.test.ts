import { pgVersions } from '@trellis/db/testing';
import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  getRecord,
  publishBundle,
  queryRecords,
  updateRecord,
  usedValues,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const VISIT = 'crm:visit';
const visit = form(
  {
    name: field('text'),
    card: field('text', { format: 'id_card' }),
    serial: field('text', {
      format: 'pattern',
      pattern: '[A-Z]{2}-\\d{4}',
      patternMessage: { zh: '请填编号', en: 'Give the serial' },
    }),
    rate: field('number', { decimals: 1, rounding: 'up' }),
    share: field('percent', { max: 1 }),
    day: field('date', { min: { from: 'now', amount: 0, unit: 'day' }, weekdays: [1, 2, 3, 4, 5] }),
    month: field('date', { precision: 'month' }),
    starts: field('time'),
    ends: field('time', { min: { from: 'field', field: 'starts', amount: 30, unit: 'minute' } }),
    at: field('datetime', { hours: { from: '09:00', to: '18:00' } }),
    took: field('duration', { min: 0 }),
    site: field('url'),
    labels: field('tags', { maxItems: 4 }),
    stars: field('rating', { icon: 'heart' }),
    agreed: field('checkbox', { mustBeTrue: true }, { visible: { not_empty: [{ var: 'day' }] } }),
    code: field('barcode', { symbology: 'qr', source: 'field', field: 'serial' }),
  },
  { required: ['name'] },
);

const FULL = {
  name: '拜访一',
  card: '11010519491231002X',
  serial: 'KH-2026',
  rate: '2.4',
  share: '0.5',
  day: '2026-11-23',
  month: '2026-11-01',
  starts: '09:30:00',
  ends: '10:00:00',
  at: '2026-11-23T02:00:00.000Z',
  took: '5400',
  site: 'https://example.com/A',
  labels: ['重点', '出口'],
  stars: '4',
  agreed: true,
};

/** Codes of what was refused, each at its field. */
async function refused(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => expect.unreachable('should have been refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error.issues.map(({ path, code }) => `${path.at(-1)} ${code}`).sort();
}

describe.each(pgVersions)('texts, numbers, dates and their like on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  beforeAll(async () => {
    at = await openTestWorkspace(version);
    const roles = {
      rep: role({
        visit: {
          actions: ['view', 'create', 'edit'],
          rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
        },
      }),
      blind: role({ visit: { actions: ['view'], hidden: ['labels'] } }),
    };
    await publishBundle(await at.ctx(), 'crm', bundle({ visit }, { roles }));
    ctx = await at.ctx({ now: '2026-11-23T01:00:00.000Z' });
  });
  afterAll(() => at.close());

  test('are stored as they are, and filtered by their kinds', async () => {
    const { id } = await createRecord(ctx, VISIT, { values: FULL });
    expect((await getRecord(ctx, VISIT, id)).values).toEqual(FULL);
    for (const filter of [
      { has_any: [{ var: 'labels' }, ['出口', 'x']] },
      { has_all: [{ var: 'labels' }, ['出口', '重点']] },
      { between: [{ var: 'starts' }, '09:00:00', '09:30:00'] },
      { '>': [{ var: 'ends' }, { var: 'starts' }] },
      { '==': [{ '/': [{ var: 'took' }, 3600] }, '1.5'] },
      { starts_with: [{ var: 'site' }, 'https://EXAMPLE'] },
    ]) {
      const { records } = await queryRecords(ctx, VISIT, { filter });
      expect(
        records.map((record) => record.id),
        JSON.stringify(filter),
      ).toEqual([id]);
    }
    const none = await queryRecords(ctx, VISIT, { filter: { has_none: [{ var: 'labels' }, ['出口']] } });
    expect(none.records).toEqual([]);
  });

  test('are tidied, rounded and cut to what the field holds', async () => {
    const { id } = await createRecord(ctx, VISIT, {
      values: {
        name: ' 拜访二 ',
        card: '110105 19491231 002x',
        rate: '2.31',
        month: '2026-12',
        starts: '08:15',
        site: 'www.Example.com',
        labels: ['a,b', 'a'],
      },
    });
    expect((await getRecord(ctx, VISIT, id)).values).toMatchObject({
      name: '拜访二',
      card: '11010519491231002X',
      rate: '2.4',
      month: '2026-12-01',
      starts: '08:15:00',
      site: 'https://www.example.com',
      labels: ['a', 'b'],
    });
  });

  test('are refused with what is wrong, alone and in bulk', async () => {
    const wrong = {
      ...FULL,
      share: '1.5',
      day: '2026-11-22',
      ends: '09:45:00',
      at: '2026-11-23T12:00:00.000Z',
      took: '-1',
      agreed: false,
    };
    const issues = [
      'agreed must_be_ticked',
      'at hour_not_allowed',
      'day too_early',
      'day weekday_not_allowed',
      'ends too_early',
      'share too_large',
      'took too_small',
    ];
    expect(await refused(createRecord(ctx, VISIT, { values: wrong }))).toEqual(issues);
    expect(await refused(bulkCreate(ctx, VISIT, [{ values: FULL }, { values: wrong }]))).toEqual(issues);
    expect(
      await refused(
        createRecord(ctx, VISIT, {
          values: {
            name: 'x',
            card: '110105194912310021',
            serial: 'kh',
            site: 'javascript:alert(1)',
            code: 'x',
          },
        }),
      ),
    ).toEqual(expect.arrayContaining(['card invalid_id_card', 'serial check_failed']));
  });

  test('an update answers for what it changes: the day that has passed stays', async () => {
    const { id } = await createRecord(ctx, VISIT, { values: FULL });
    const later = { ...ctx, now: '2026-12-24T01:00:00.000Z' };
    const changed = await updateRecord(later, VISIT, id, { version: 1, set: { name: '改名' } });
    expect(changed.values.name).toBe('改名');
    expect(await refused(updateRecord(later, VISIT, id, { version: 2, set: { day: '2026-12-23' } }))).toEqual(
      ['day too_early'],
    );
    // The end is measured by the start, so a later start makes it wrong.
    expect(
      await refused(updateRecord(later, VISIT, id, { version: 2, set: { starts: '09:45:00' } })),
    ).toEqual(['ends too_early']);
  });

  test('tags in use are offered, the commonest first, as far as the member may see them', async () => {
    const rep = as(ctx, await member(at, '01900000-0000-7000-8000-0000000000a1', '小王', 'rep'));
    await bulkCreate(ctx, VISIT, [
      { values: { name: 'a', labels: ['展会', '出口'] } },
      { values: { name: 'b', labels: ['展会'] } },
    ]);
    const all = await usedValues(ctx, VISIT, { field: 'labels', limit: 3 });
    expect(all.values).toHaveLength(3);
    expect(await usedValues(ctx, VISIT, { field: 'labels', text: '展' })).toEqual({ values: ['展会'] });
    expect((await usedValues(ctx, VISIT, { field: 'name', text: 'A' })).values).toContain('a');
    expect(await usedValues(rep, VISIT, { field: 'labels' })).toEqual({ values: [] });
    await createRecord(rep, VISIT, { values: { name: 'mine', labels: ['我的'] } });
    expect(await usedValues(rep, VISIT, { field: 'labels' })).toEqual({ values: ['我的'] });
    await expect(usedValues(ctx, VISIT, { field: 'rate' })).rejects.toMatchObject({ code: 'query_invalid' });
    const blind = as(ctx, await member(at, '01900000-0000-7000-8000-0000000000a2', '小李', 'blind'));
    await expect(usedValues(blind, VISIT, { field: 'labels' })).rejects.toMatchObject({
      code: 'query_invalid',
    });
  });
});
