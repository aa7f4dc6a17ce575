import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { createRecord, publishBundle, stageDurations, stageHistory, updateRecord } from '../server.ts';

const DEAL = 'crm:deal';
const DAY = 86_400;
let w: TestWorkspace;
let admin: Ctx;

beforeAll(async () => {
  w = await openTestWorkspace();
  const deal = form(
    { title: field('text'), stage: field('stage', options('open', 'talk', 'won', 'lost')) },
    { stageField: 'stage' },
  );
  await publishBundle(await w.ctx(), 'crm', bundle({ deal, note: form({ title: field('text') }) }));
  admin = await w.ctx();
});
afterAll(() => w.close());

const day = (count: number) => `2026-03-${String(count).padStart(2, '0')}T00:00:00.000Z`;
type Step = readonly [stage: string, day: number];
async function deal(title: string, [first, start]: Step, ...rest: readonly Step[]): Promise<string> {
  const at = (count: number): Ctx => ({ ...admin, now: day(count) });
  const { id } = await createRecord(at(start), DEAL, { values: { title, stage: first } });
  for (const [stage, count] of rest) {
    await updateRecord(at(count), DEAL, id, { set: { title: `${title} ${stage}` } });
    await updateRecord(at(count), DEAL, id, { set: { stage } });
  }
  return id;
}

test('a record’s way through its stages, and how long records stay in each and where they go', async () => {
  const won = await deal('甲', ['open', 1], ['talk', 3], ['won', 9]);
  await deal('乙', ['open', 1], ['lost', 5]);
  await deal('丙', ['open', 2], ['talk', 3], ['open', 4]);
  const { steps, refs } = await stageHistory(admin, DEAL, won);
  expect(steps.map(({ stage, from, to }) => [stage, from, to])).toEqual([
    ['open', day(1), day(3)],
    ['talk', day(3), day(9)],
    ['won', day(9), null],
  ]);
  expect(refs[steps[1]?.by ?? '']?.title).toBe('管理员');

  const now = { ...admin, now: day(14) };
  const { stages } = await stageDurations(now, DEAL, {});
  expect(Object.fromEntries(stages.map(({ stage, ...rest }) => [stage, rest]))).toEqual({
    open: {
      entered: 4,
      staying: 1,
      average: Math.round((7 / 3) * DAY),
      median: 2 * DAY,
      waiting: 10 * DAY,
      next: [
        { stage: 'lost', count: 1 },
        { stage: 'talk', count: 2 },
      ],
    },
    talk: {
      entered: 2,
      staying: 0,
      average: 3.5 * DAY,
      median: 3.5 * DAY,
      waiting: null,
      next: [
        { stage: 'open', count: 1 },
        { stage: 'won', count: 1 },
      ],
    },
    won: { entered: 1, staying: 1, average: null, median: null, waiting: 5 * DAY, next: [] },
    lost: { entered: 1, staying: 1, average: null, median: null, waiting: 9 * DAY, next: [] },
  });
  const filtered = await stageDurations(now, DEAL, { filter: { starts_with: [{ var: 'title' }, '甲'] } });
  expect(filtered.stages.map(({ stage, entered }) => [stage, entered])).toEqual([
    ['open', 1],
    ['talk', 1],
    ['won', 1],
  ]);
  const period = await stageDurations(now, DEAL, { from: day(4), to: day(6) });
  expect(period.stages.map(({ stage, entered }) => [stage, entered])).toEqual([
    ['lost', 1],
    ['open', 1],
  ]);
  await expect(stageDurations(now, DEAL, { from: 'gestern' })).rejects.toMatchObject({
    code: 'query_invalid',
  });
  await expect(stageDurations(now, 'crm:note', {})).rejects.toMatchObject({ code: 'no_stage' });
});

test('of a stay that began before history does, nobody knows how long it was', async () => {
  const only = { filter: { starts_with: [{ var: 'title' }, '丁'] } };
  await deal('丁一', ['open', 1], ['talk', 8], ['won', 9]);
  await deal('丁二', ['open', 1]);
  await deal('丁三', ['open', 7]);
  await w.pool.query(`update ${w.schema}.meta set history_from = $1`, [day(5)]);
  const now = { ...admin, now: day(14) };
  const { stages } = await stageDurations(now, DEAL, only);
  expect(stages.map(({ stage, entered, average, waiting }) => [stage, entered, average, waiting])).toEqual([
    ['open', 3, null, 7 * DAY],
    ['talk', 1, DAY, null],
    ['won', 1, null, 5 * DAY],
  ]);
  const later = await stageDurations(now, DEAL, { ...only, from: day(6) });
  expect(later.stages.map(({ stage, entered }) => [stage, entered])).toEqual([
    ['open', 1],
    ['talk', 1],
    ['won', 1],
  ]);
  await w.pool.query(`update ${w.schema}.meta set history_from = null`);
});

test('twenty thousand records with as many moves are worked out in moments', async () => {
  await w.pool.query(
    `with made as (insert into ${w.schema}.crm__deal (_id, _version, _created_at, _updated_at, title, stage)
       select gen_random_uuid(), 2, $1, $1, '戊', 'won' from generate_series(1, 20000) returning _id)
     insert into ${w.schema}.record_change (id, form, record_id, version, at, cause, op, before)
     select $2::uuid, '${DEAL}', _id, 2, $3::timestamptz, 'form', 'update', '{"stage": "talk"}' from made`,
    [day(1), newId(), day(2)],
  );
  const begun = performance.now();
  const only = { filter: { starts_with: [{ var: 'title' }, '戊'] } };
  const { stages } = await stageDurations({ ...admin, now: day(3) }, DEAL, only);
  expect(stages.map(({ stage, entered, average }) => [stage, entered, average])).toEqual([
    ['talk', 20_000, DAY],
    ['won', 20_000, null],
  ]);
  expect(performance.now() - begun).toBeLessThan(15_000);
});
