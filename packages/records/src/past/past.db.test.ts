import { type AppBundle, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createRecord,
  deleteRecord,
  getRecord,
  getRecordAsOf,
  previewPutBack,
  publishBundle,
  putBack,
  recordHistory,
  restoreRecord,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const DEAL = 'crm:deal';
let w: TestWorkspace;
let admin: Ctx;
let seller: Ctx;
let looker: Ctx;

const documents = (): AppBundle =>
  bundle(
    {
      deal: form(
        {
          title: field('text'),
          amount: field('money', { min: '0' }),
          double: field('formula', {
            expr: { '*': [{ var: 'amount' }, 2] },
            result: { type: 'number', config: {} },
          }),
          stage: field('stage', options('open', 'talk', 'won')),
          secret: field('text'),
          lines: field('subform', {
            form: { properties: { item: field('text'), qty: field('number') }, required: [] } as never,
          }),
        },
        {
          required: ['title'],
          stageField: 'stage',
          checks: [
            {
              key: 'big',
              when: { '>': [{ var: 'amount' }, 1000] },
              message: { zh: '金额太大' },
              field: 'amount',
            },
          ],
        },
      ),
    },
    {
      roles: {
        seller: role({
          deal: { actions: ['view', 'create', 'edit'], hidden: ['secret'], readonly: ['stage'] },
        }),
        looker: role({ deal: { actions: ['view'] } }),
      },
    },
  );

beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', documents());
  admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
  looker = as(admin, await member(w, newId(), '小王', 'looker'));
});
afterAll(() => w.close());

const on = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: `2026-03-0${day}T08:00:00.000Z` });
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string; issues?: { path: unknown[]; code: string }[] }) =>
      error.issues?.[0] ? `${error.issues[0].path.join('.')} ${error.issues[0].code}` : error.code,
  );

/** A deal that was made on the 1st, changed on the 2nd and 3rd, its rows on the 4th. */
async function lived(): Promise<string> {
  const values = { title: '一', amount: '10', stage: 'open', secret: 'x', lines: [{ item: '泵', qty: '1' }] };
  const { id } = await createRecord(on(admin, 1), DEAL, { values });
  await updateRecord(on(admin, 2), DEAL, id, { set: { amount: '20', secret: 'y' } });
  await updateRecord(on(seller, 3), DEAL, id, { set: { title: '三', amount: '30' } });
  await updateRecord(on(admin, 3), DEAL, id, { set: { stage: 'talk' }, owner: seller.actor.id });
  await updateRecord(on(admin, 4), DEAL, id, { set: { lines: [{ item: '阀', qty: '5' }] } });
  return id;
}

test('a record as of a day has the values, the owner and the rows of that day', async () => {
  const id = await lived();
  const first = await getRecordAsOf(admin, DEAL, id, '2026-03-01T08:00:00.000Z');
  expect(first.values).toMatchObject({ title: '一', amount: '10', double: '20', stage: 'open', secret: 'x' });
  expect(first.values.lines).toMatchObject([{ item: '泵', qty: '1' }]);
  expect(first.version).toBe(1);
  const third = await getRecordAsOf(admin, DEAL, id, '2026-03-03T20:00:00+08:00');
  expect(third.values).toMatchObject({ title: '三', amount: '30', double: '60', stage: 'talk' });
  expect(third.values.lines).toMatchObject([{ item: '泵' }]);
  expect(third.meta).toMatchObject({ owner: seller.actor.id, updatedAt: '2026-03-03T08:00:00.000Z' });
  expect(third.refs[seller.actor.id]?.title).toBe('小李');
  const second = await getRecordAsOf(seller, DEAL, id, '2026-03-02T12:00:00Z');
  expect(second.values).toMatchObject({ title: '一', amount: '20' });
  expect(second.values).not.toHaveProperty('secret');
  expect(second.meta.owner).not.toBe(seller.actor.id);
  expect(await code(getRecordAsOf(admin, DEAL, id, '2026-02-28T00:00:00Z'))).toBe('record_not_found');
  expect(await code(getRecordAsOf(admin, DEAL, id, '2999-01-01T00:00:00Z'))).toBe('asOf bad_moment');
  expect(await code(getRecordAsOf(admin, DEAL, id, 'gestern'))).toBe('asOf bad_moment');
});

test('that it was shared, or followed from others, is no change of who changed it last', async () => {
  const id = await lived();
  for (const [op, cause] of [
    ['share', 'form'],
    ['update', 'computed'],
  ])
    await w.pool.query(
      `insert into ${w.schema}.record_change (id, form, record_id, version, at, actor, cause, op, before)
       values ($1, $2, $3, 4, $4, $5, $6, $7, '{}')`,
      [newId(), DEAL, id, on(admin, 3).now.replace('T08', 'T09'), looker.actor.id, cause, op],
    );
  const then = await getRecordAsOf(admin, DEAL, id, on(admin, 3).now.replace('T08', 'T10'));
  expect(then).toMatchObject({
    version: 4,
    meta: { updatedAt: on(admin, 3).now, updatedBy: admin.actor.id },
  });
});

test('what was deleted meanwhile is seen by those who may delete, but not while it lay in the bin', async () => {
  const id = await lived();
  await deleteRecord(on(admin, 5), DEAL, id);
  const before = '2026-03-04T09:00:00.000Z';
  expect((await getRecordAsOf(admin, DEAL, id, before)).values.title).toBe('三');
  expect(await code(getRecordAsOf(seller, DEAL, id, before))).toBe('record_not_found');
  expect(await code(getRecordAsOf(admin, DEAL, id, '2026-03-05T09:00:00.000Z'))).toBe('record_not_found');
  await restoreRecord(on(admin, 6), DEAL, id);
  expect(await code(getRecordAsOf(admin, DEAL, id, '2026-03-05T09:00:00.000Z'))).toBe('record_not_found');
  expect((await getRecordAsOf(seller, DEAL, id, before)).values.title).toBe('三');
});

test('one value is put back, and history says from when it is', async () => {
  const id = await lived();
  const { changes } = await recordHistory(admin, DEAL, id);
  const second = changes.find(({ at }) => at === '2026-03-02T08:00:00.000Z')!;
  const to = { change: second.id, side: 'before' } as const;
  const back = await putBack(seller, DEAL, id, { to, fields: ['amount'] });
  expect(back.values).toMatchObject({ amount: '10', double: '20', title: '三' });
  const [newest] = (await recordHistory(admin, DEAL, id)).changes;
  expect(newest).toMatchObject({ cause: 'form', actor: seller.actor.id, backTo: '2026-03-02T07:59:59.999Z' });
  expect(newest?.fields.map((one) => one.field)).toContain('amount');
});

test('a record is put back to a moment: what one may write, rows and owner with it', async () => {
  const id = await lived();
  const to = { at: '2026-03-02T12:00:00.000Z' };
  const preview = await previewPutBack(seller, DEAL, id, { to });
  const shown = Object.fromEntries(
    preview.fields.map(({ field: key, now, was, issue }) => [key, [now, was, issue?.code]]),
  );
  expect(shown.title).toEqual(['三', '一', undefined]);
  expect(shown.stage).toEqual(['talk', 'open', 'readonly_field']);
  expect(shown.double).toEqual(['60', '40', 'past_follows']);
  expect(shown).not.toHaveProperty('secret');
  expect((await getRecord(seller, DEAL, id)).version).toBe(5);
  const back = await putBack(seller, DEAL, id, { to, version: preview.version });
  expect(back.values).toMatchObject({ title: '一', amount: '20', double: '40', stage: 'talk' });
  expect(back.values.lines).toMatchObject([{ item: '泵', qty: '1' }]);
  expect(back.meta.owner).not.toBe(seller.actor.id);
  expect(await code(putBack(seller, DEAL, id, { to, version: preview.version }))).toBe('version_conflict');
  const whole = await getRecordAsOf(admin, DEAL, id, to.at);
  expect(whole.values.lines).toEqual(back.values.lines);
});

test('checks hold for what is put back, and rights', async () => {
  const { id } = await createRecord(on(admin, 1), DEAL, { values: { title: '大', amount: '10' } });
  await w.pool.query(`update ${w.schema}.crm__deal set amount = 5000 where _id = $1`, [id]);
  await updateRecord(on(admin, 2), DEAL, id, { set: { amount: '5' } });
  const to = { at: '2026-03-01T12:00:00.000Z' };
  const { fields } = await previewPutBack(admin, DEAL, id, { to });
  expect(fields.find(({ field: key }) => key === 'amount')).toMatchObject({
    was: '5000',
    issue: { code: 'check_failed', message: '金额太大' },
  });
  expect(await code(putBack(admin, DEAL, id, { to, fields: ['amount'] }))).toContain('check_failed');
  expect(await code(putBack(looker, DEAL, id, { to }))).toBe('forbidden');
  expect(await code(putBack(admin, DEAL, id, { to: { change: newId(), side: 'after' } }))).toBe(
    'past_unknown',
  );
});
