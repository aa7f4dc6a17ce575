import { inTransaction } from '@trellis/db';
import type { Expr } from '@trellis/logic';
import { newId, type ViewDocument } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkDelete,
  createRecord,
  deleteRecord,
  getFollow,
  groupRecords,
  listFollowed,
  listMessages,
  previewBatch,
  publishBundle,
  queryRecords,
  type RecordEvent,
  restoreRecord,
  savePersonalView,
  setFollow,
  tellFollowers,
  updateRecord,
  updateRecords,
} from '../server.ts';
import { DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

let at: TestWorkspace;
let ctx: Ctx;
let ann: Actor;
let bob: Actor;

beforeAll(async () => {
  ({ at, ctx } = await openCrm({
    extra: {
      roles: {
        sales: role({ deal: { actions: ['view', 'create', 'edit', 'delete'] } }),
        open: role({
          deal: {
            actions: ['view'],
            rows: { '==': [{ var: 'stage' }, 'open'] },
            hidden: ['amount'],
          },
        }),
      },
    },
  }));
  ann = await person('安娜', 'sales');
  bob = await person('博文', 'open');
  ctx = await at.ctx();
});
afterAll(() => at.close());
beforeEach(async () => {
  await happened();
  await at.pool.query(`delete from ${at.schema}.notification`);
});

/** A member whose roles stand in their row, where those are read who act behind others. */
async function person(name: string, ...roles: string[]): Promise<Actor> {
  const made = await member(at, newId(), name, ...roles);
  await at.pool.query(`update ${at.schema}.member set roles = $2 where id = $1`, [made.id, made.roles]);
  return made;
}
const deal = (owner: Actor | null = null, values: object = {}) =>
  createRecord(ctx, DEAL, { values: { title: '产线', ...values }, owner: owner?.id ?? null }).then(
    ({ id }) => id,
  );
const star = (who: Actor, id: string, following = true) => setFollow(as(ctx, who), DEAL, id, following);

/** Tells of what stands in the outbox, as the server does behind the saves. */
async function happened(): Promise<void> {
  await inTransaction(at.pool, async ({ client }) => {
    const { rows } = await client.query<{ payload: RecordEvent }>(
      `delete from ${at.schema}.outbox where kind = 'record' returning id, payload`,
    );
    await tellFollowers(
      await at.ctx(),
      client,
      rows.map(({ payload }) => payload),
    );
  });
}
/** What somebody reads of it, as of now. */
async function told(who: Actor): Promise<string[]> {
  await happened();
  const { messages } = await listMessages(as(ctx, who), { unread: true, group: 'follow' });
  await at.pool.query(`update ${at.schema}.notification set read_at = now() where member_id = $1`, [who.id]);
  return messages.map(({ title, body, times }) =>
    [title, body, times > 1 ? times : null].filter(Boolean).join(' | '),
  );
}

describe('who follows', () => {
  test('the owner does until they say otherwise; anybody else from when they say so', async () => {
    const id = await deal(ann);
    expect(await getFollow(as(ctx, ann), DEAL, id)).toEqual({ following: true, starred: false });
    expect(await star(ann, id, false)).toEqual({ following: false, starred: false });
    expect(await star(ann, id)).toEqual({ following: true, starred: true });
    expect(await getFollow(as(ctx, bob), DEAL, id)).toEqual({ following: false, starred: false });
    const hidden = await deal(ann, { stage: 'won', amount: '1' });
    for (const ask of [getFollow(as(ctx, bob), DEAL, hidden), star(bob, hidden)])
      await expect(ask).rejects.toMatchObject({ code: 'record_not_found' });
  });

  test('the list has what one follows and may see, the latest first, page by page', async () => {
    const who = await person('列表', 'open');
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await deal(null, { title: `第${n}条` }));
    for (const id of ids) await setFollow({ ...as(ctx, who), now: new Date().toISOString() }, DEAL, id, true);
    await deleteRecord(ctx, DEAL, ids[1] ?? '');
    await updateRecord(ctx, DEAL, ids[2] ?? '', { set: { stage: 'won', amount: '1' } });
    await star(who, ids[3] ?? '', false);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listFollowed(as(ctx, who), { limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.records.map(({ title }) => title));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(['第4条', '第0条']);
    await expect(listFollowed(as(ctx, who), { after: 'x' })).rejects.toMatchObject({ code: 'query_invalid' });
  });
});

describe('lists of what one follows', () => {
  const FOLLOWED = { '==': [{ var: '_followed' }, true] };
  const OTHERS = { '!=': [{ var: '_followed' }, true] };

  test('are asked for like any condition, counted, grouped and acted on, by each for themself', async () => {
    const who = await person('看单', 'sales');
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) ids.push(await deal(who, { title: `单${n}`, hot: n % 2 === 0 }));
    const [a = '', b = '', c = ''] = ids;
    for (const id of [a, b, c]) await star(who, id);
    await star(who, c, false);
    await star(ann, c);
    const asking = as(ctx, who);
    const mine = { '==': [{ var: '_owner_id' }, who.id] };
    const list = async (filter: Expr) => {
      const page = await queryRecords(asking, DEAL, {
        filter,
        total: 'exact',
        sort: [{ field: 'title', dir: 'asc' }],
      });
      return [page.records.map(({ values }) => values.title), page.total?.value];
    };
    expect(await list(FOLLOWED)).toEqual([['单0', '单1'], 2]);
    expect(await list({ and: [mine, OTHERS] })).toEqual([['单2', '单3'], 2]);
    const { groups } = await groupRecords(asking, DEAL, { by: [{ field: 'hot' }], filter: FOLLOWED });
    expect(groups.map(({ count }) => count)).toEqual([1, 1]);
    const { total } = await previewBatch(asking, DEAL, { records: { filter: FOLLOWED } });
    expect(total).toBe(2);
  });

  test('have those alone that may still be seen', async () => {
    const id = await deal(null, { title: '会没的' });
    await star(bob, id);
    const seen = () =>
      queryRecords(as(ctx, bob), DEAL, { filter: FOLLOWED }).then((p) => p.records.map((r) => r.id));
    expect(await seen()).toContain(id);
    await updateRecord(ctx, DEAL, id, { set: { stage: 'won', amount: '1' } });
    expect(await seen()).not.toContain(id);
  });

  test('a view may be one; roles, colours and what lies behind references may not ask', async () => {
    const view = {
      vocabulary: 1,
      form: 'deal',
      kind: 'list',
      label: { zh: '关注' },
      config: { card: [] },
    } as const;
    const save = (document: ViewDocument) => savePersonalView(as(ctx, ann), DEAL, newId(), document);
    await save({ ...view, filter: FOLLOWED, quick: ['_followed'] });
    for (const wrong of [
      { colors: [{ when: FOLLOWED, color: 'red', on: 'row' }] },
      { sort: [{ field: '_followed', dir: 'asc' }] },
      { filter: { '==': [{ var: '_owner_id._followed' }, true] } },
    ] as const)
      await expect(save({ ...view, ...wrong } as ViewDocument)).rejects.toMatchObject({
        code: 'validation_failed',
      });
  });
});

describe('who is told', () => {
  test('owner and followers learn what changed, never who did it', async () => {
    const id = await deal(ann);
    await star(bob, id);
    await updateRecord(ctx, DEAL, id, { set: { title: '新线', hot: true } });
    expect(await told(ann)).toEqual(['管理员 修改了你关注的「新线」 | text、checkbox']);
    expect(await told(bob)).toEqual(['管理员 修改了你关注的「新线」 | text、checkbox']);
    await updateRecord(as(ctx, ann), DEAL, id, { set: { title: '自己改' } });
    expect([await told(ann), await told(ctx.actor)]).toEqual([[], []]);
    await star(ann, id, false);
    await updateRecord(ctx, DEAL, id, { set: { title: '无声' } });
    expect(await told(ann)).toEqual([]);
  });

  test('a change of hidden fields alone is nobody’s news, and hidden ones are not named', async () => {
    const id = await deal();
    await star(bob, id);
    await updateRecord(ctx, DEAL, id, { set: { amount: '5' } });
    expect(await told(bob)).toEqual([]);
    await updateRecord(ctx, DEAL, id, { set: { amount: '6', hot: true } });
    expect(await told(bob)).toEqual(['管理员 修改了你关注的「产线」 | checkbox']);
  });

  test('rows of which somebody does not see all are not named', async () => {
    const lines = { properties: { what: field('text'), margin: field('text') }, required: [] };
    const order = form({ title: field('text'), lines: field('subform', { form: lines as never }) });
    const grant = { actions: ['view' as const], hidden: ['lines.margin'] };
    await publishBundle(ctx, 'shop', bundle({ order }, { roles: { clerk: role({ order: grant }) } }));
    ctx = await at.ctx();
    const clerk = { ...(await person('店员')), roles: ['shop:clerk'] };
    await at.pool.query(`update ${at.schema}.member set roles = $2 where id = $1`, [clerk.id, clerk.roles]);
    const { id } = await createRecord(ctx, 'shop:order', { values: { title: '单' }, owner: ann.id });
    await setFollow(as(ctx, clerk), 'shop:order', id, true);
    const set = { title: '新单', lines: [{ what: '安装', margin: '三成' }] };
    await updateRecord(ctx, 'shop:order', id, { set });
    await happened();
    const { messages } = await listMessages(as(ctx, clerk), { group: 'follow' });
    expect(messages.map(({ body }) => body)).toEqual(['text']);
    expect((await listMessages(ctx, {})).messages).toEqual([]);
  });

  test('who may not see the record any more hears nothing', async () => {
    const id = await deal();
    await star(bob, id);
    await updateRecord(ctx, DEAL, id, { set: { stage: 'won', amount: '1' } });
    expect(await told(bob)).toEqual([]);
    await updateRecord(ctx, DEAL, id, { set: { stage: 'open' } });
    await happened();
    // Told while they might see it; by the time they read it they may not.
    await updateRecord(ctx, DEAL, id, { set: { stage: 'won' } });
    expect(await told(bob)).toEqual(['管理员 修改了你关注的「表单」']);
    const [gone, barred] = [await person('离职', 'sales'), await person('停用', 'sales')];
    for (const who of [gone, barred]) await star(who, id);
    await at.pool.query(`update ${at.schema}.member set disabled_at = now() where id = $1`, [gone.id]);
    const account = newId();
    await at.pool.query(
      `insert into platform.account (id, email, name, disabled_at) values ($1, $2, '停用', now())`,
      [account, `${account}@example.com`],
    );
    await at.pool.query(`update ${at.schema}.member set account_id = $2 where id = $1`, [barred.id, account]);
    await updateRecord(ctx, DEAL, id, { set: { title: '再改' } });
    expect([await told(gone), await told(barred)]).toEqual([[], []]);
    await at.pool.query('update platform.account set disabled_at = null where id = $1', [account]);
    await updateRecord(ctx, DEAL, id, { set: { title: '三改' } });
    expect(await told(barred)).toHaveLength(1);
  });

  test('several changes that nobody has read are one', async () => {
    const id = await deal(ann);
    await updateRecord(ctx, DEAL, id, { set: { title: '一' } });
    await happened();
    await updateRecord(ctx, DEAL, id, { set: { hot: true } });
    expect(await told(ann)).toEqual(['管理员 修改了你关注的「一」 | checkbox | 2']);
  });

  test('deleting and restoring are told by the name of the record', async () => {
    const id = await deal(ann, { title: '旧线' });
    await deleteRecord(ctx, DEAL, id);
    expect(await told(ann)).toEqual(['管理员 删除了你关注的「旧线」']);
    await restoreRecord(ctx, DEAL, id);
    expect(await told(ann)).toEqual(['管理员 恢复了你关注的「旧线」']);
  });

  test('a record that is handed over is told once to its new owner: that it is theirs', async () => {
    const id = await deal();
    await star(bob, id);
    await updateRecord(ctx, DEAL, id, { set: { hot: true }, owner: ann.id });
    expect(await told(ann)).toEqual([]);
    expect(await told(bob)).toEqual(['管理员 修改了你关注的「产线」 | checkbox、负责人']);
  });

  test('many records at once are one piece of news', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await deal(ann));
    await star(bob, ids[0] ?? '');
    const outcomes = await updateRecords(
      ctx,
      DEAL,
      ids.map((id) => ({ id, set: { hot: true } })),
    );
    expect(outcomes.every((outcome) => 'record' in outcome)).toBe(true);
    expect(await told(ann)).toEqual(['管理员 修改了你关注的多条「表单」']);
    expect(await told(bob)).toEqual(['管理员 修改了你关注的「产线」 | checkbox']);
    for (let n = 0; n < 2; n++) {
      await updateRecords(
        ctx,
        DEAL,
        ids.map((id) => ({ id, set: { title: `批${n}` } })),
      );
      await happened();
    }
    expect(await told(ann)).toEqual(['管理员 修改了你关注的多条「表单」']);
    await told(bob);
    await bulkDelete(ctx, DEAL, ids);
    expect(await told(ann)).toEqual(['管理员 删除了你关注的多条「表单」']);
    expect(await told(bob)).toEqual(['管理员 删除了你关注的「批1」']);
  });

  test('imports and templates tell nobody; a form that is gone harms nobody', async () => {
    const id = await deal(ann);
    await updateRecord({ ...ctx, cause: 'import' }, DEAL, id, { set: { title: '导入' } });
    expect(await told(ann)).toEqual([]);
    await inTransaction(at.pool, async ({ client }) => {
      const event = { form: 'crm:nothing', op: 'update', ids: [id], by: ctx.actor.id, version: 2 } as const;
      await tellFollowers(ctx, client, [event, { ...event, form: DEAL, ids: [newId()] }]);
    });
  });
});
