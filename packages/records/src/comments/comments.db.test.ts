import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { mentionOf, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Ctx } from '../contract.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  changeMessages,
  countMessages,
  createComment,
  createRecord,
  createShareLink,
  deleteComment,
  deleteRecord,
  type Files,
  listComments,
  listMessages,
  openFiles,
  recordAudience,
  restoreComment,
  restoreRecord,
  setFollow,
  uninstallApp,
  updateComment,
  updateRecord,
} from '../server.ts';
import { DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

let at: TestWorkspace;
let ctx: Ctx;
let ann: Actor;
let bob: Actor;
let guest: Actor;
let files: Files;
let dir: string;
const store = new Map<string, Buffer>();

beforeAll(async () => {
  const mine = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
  ({ at, ctx } = await openCrm({
    extra: {
      roles: {
        sales: role({ deal: { actions: ['view', 'create', 'edit', 'delete'] } }),
        own: role({ deal: { actions: ['view', 'create', 'edit'], rows: mine, hidden: ['reason'] } }),
        filler: role({ deal: { actions: ['create'] } }),
      },
    },
  }));
  ann = await member(at, newId(), '安娜', 'sales');
  bob = await member(at, newId(), '博文', 'own');
  guest = await member(at, newId(), '访客', 'filler');
  // What is read of members comes from their rows.
  for (const { id, roles } of [ann, bob, guest])
    await at.pool.query(`update ${at.schema}.member set roles = $2 where id = $1`, [id, roles]);
  ctx = await at.ctx();
  dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-comments-'));
  files = openFiles({
    pool: at.pool,
    dir,
    log: ctx.log,
    store: {
      put: async (key) => void store.set(key, Buffer.from('x')),
      has: async (key) => store.has(key),
      open: async (key) => (store.has(key) ? Readable.from([store.get(key)]) : undefined),
      remove: async (key) => void store.delete(key),
    },
  });
});
afterAll(async () => {
  await at.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A deal, of Ann unless said otherwise. */
const deal = async (owner = ann): Promise<{ form: string; record: string }> => {
  const { id } = await createRecord(ctx, DEAL, { values: { title: '产线' }, owner: owner.id });
  return { form: DEAL, record: id };
};
const say = (who: Ctx, where: { form: string; record: string }, text: string, more: object = {}) =>
  createComment(who, where, { id: newId(), text, ...more });
const texts = async (who: Ctx, { form, record }: { form: string; record: string }) =>
  (await listComments(who, form, record, {})).comments.map(({ text }) => text);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string; issues?: { code: string; path: unknown[] }[] }) =>
      [error.code, ...(error.issues ?? []).map((one) => `${one.path.join('.')} ${one.code}`)].join(' | '),
  );
/** What somebody was told since the last time, by kind and text. */
const told = async (who: Actor) => {
  const { rows } = await at.pool.query<{ told: string }>(
    `update ${at.schema}.notification set read_at = now() where member_id = $1 and read_at is null
       and deleted_at is null and kind <> 'assign' returning kind || ' ' || text as told`,
    [who.id],
  );
  return rows.map((row) => row.told).sort();
};

describe('who may read and write', () => {
  test('whoever may view the record, and nobody else', async () => {
    const where = await deal();
    await say(ctx, where, '先谈价格');
    await say(as(ctx, ann), where, '好');
    expect(await texts(as(ctx, ann), where)).toEqual(['好', '先谈价格']);
    for (const who of [bob, guest]) {
      const outsider = as(ctx, who);
      const expected = who === bob ? 'record_not_found' : 'forbidden';
      expect(await code(listComments(outsider, where.form, where.record, {}))).toContain(expected);
      expect(await code(say(outsider, where, '我也说'))).toContain(expected);
      expect(await code(recordAudience(outsider, where.form, where.record))).toContain(expected);
    }
    expect(await code(listComments(ctx, 'crm:nothing', where.record, {}))).toContain('form_not_found');
    expect(await code(listComments(ctx, DEAL, 'x', {}))).toBe('record_not_found');
    expect((await recordAudience(ctx, where.form, where.record)).sort()).toEqual(
      [ctx.actor.id, ann.id].sort(),
    );
  });

  test('comments go with their record and come back with it', async () => {
    const where = await deal();
    await say(ctx, where, '留着');
    await deleteRecord(ctx, where.form, where.record);
    expect(await code(listComments(ctx, where.form, where.record, {}))).toBe('record_not_found');
    expect(await code(say(ctx, where, '再说'))).toBe('record_not_found');
    await restoreRecord(ctx, where.form, where.record);
    expect(await texts(ctx, where)).toEqual(['留着']);
  });
});

describe('writing', () => {
  test('sent again under its id it is the same comment; the id of somebody else is taken', async () => {
    const where = await deal();
    const id = newId();
    const first = await createComment(ctx, where, { id, text: ' 一次\r\n两行\u0000 ' });
    expect(first.comment.text).toBe('一次\n两行');
    expect((await createComment(ctx, where, { id, text: '一次' })).comment).toEqual(first.comment);
    expect(await texts(ctx, where)).toHaveLength(1);
    expect(await code(createComment(as(ctx, ann), where, { id, text: '抢' }))).toContain('id id_taken');
    expect(await code(createComment(ctx, await deal(), { id, text: '别处' }))).toContain('id id_taken');
    expect(await code(say(ctx, where, ' \n '))).toContain('text comment_empty');
    const crowd = Array.from({ length: 51 }, () => mentionOf(newId())).join('');
    expect(await code(say(ctx, where, crowd))).toContain('text too_many_mentions');
  });

  test('an answer names what it answers, of the same record alone', async () => {
    const where = await deal();
    const asked = (await say(as(ctx, ann), where, '多少钱？')).comment;
    const answer = (await say(ctx, where, '八万', { replyTo: asked.id })).comment;
    expect(answer.replyTo).toEqual({ id: asked.id, author: ann.id, text: '多少钱？' });
    expect(await code(say(ctx, await deal(), '不对', { replyTo: asked.id }))).toContain('replyTo reply_gone');
    await deleteComment(as(ctx, ann), where, asked.id);
    const { comments } = await listComments(ctx, where.form, where.record, {});
    expect(comments.map(({ replyTo }) => replyTo)).toEqual([{ id: asked.id, author: ann.id, text: null }]);
    expect(await code(say(ctx, where, '晚了', { replyTo: asked.id }))).toContain('reply_gone');
  });

  test('its author changes it for a day, and deletes it; an administrator deletes any', async () => {
    const where = await deal();
    const { id, mayEdit } = (await say(as(ctx, ann), where, '错字')).comment;
    expect(mayEdit).toBe(true);
    expect((await updateComment(as(ctx, ann), where, id, { text: '错字 ' })).comment.editedAt).toBeNull();
    const change = (who: Ctx, text: string) => updateComment(who, where, id, { text });
    expect((await change(as(ctx, ann), '对字')).comment).toMatchObject({ text: '对字', mayEdit: true });
    expect((await listComments(ctx, where.form, where.record, {})).comments[0]?.editedAt).not.toBeNull();
    expect(await code(change(ctx, '代改'))).toBe('forbidden');
    const later = { ...as(ctx, ann), now: new Date(Date.parse(ctx.now) + 25 * 3_600_000).toISOString() };
    expect(await code(change(later, '太晚'))).toContain('comment_too_old');
    expect((await listComments(later, where.form, where.record, {})).comments[0]?.mayEdit).toBe(false);
    const second = (await say(ctx, where, '管理员说')).comment;
    expect(await code(deleteComment(as(ctx, ann), where, second.id))).toBe('forbidden');
    await deleteComment(ctx, where, id);
    expect(await code(restoreComment(as(ctx, ann), where, id))).toBe('forbidden');
    await restoreComment(ctx, where, id);
    expect(await texts(ctx, where)).toEqual(['管理员说', '对字']);
    expect(await code(deleteComment(ctx, where, newId()))).toBe('comment_not_found');
  });

  test('pages go on where they were, also among comments of one instant', async () => {
    const where = await deal();
    for (let n = 0; n < 7; n++) await say(ctx, where, `第${n}条`);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listComments(ctx, where.form, where.record, {
        limit: 3,
        ...(after ? { after } : {}),
      });
      expect(page.count).toBe(7);
      seen.push(...page.comments.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(7);
    expect(await code(listComments(ctx, where.form, where.record, { after: 'x' }))).toContain('bad_cursor');
  });
});

describe('who is told', () => {
  test('mentioned, answered, owner, earlier commenters, followers: each once, never who spoke', async () => {
    const where = await deal();
    const [cleo, dan] = [await member(at, newId(), '柯', 'sales'), await member(at, newId(), '丹', 'sales')];
    await at.pool.query(`update ${at.schema}.member set roles = '{crm:sales}' where id = any($1)`, [
      [cleo.id, dan.id],
    ]);
    await Promise.all([told(ann), told(ctx.actor)]);
    const first = (await say(as(ctx, cleo), where, '我来跟进')).comment;
    expect(await told(ann)).toEqual(['comment created']);
    await setFollow(as(ctx, dan), where.form, where.record, true);
    await say(ctx, where, `${mentionOf(ann.id)} 看看`, { replyTo: first.id });
    expect([await told(ann), await told(cleo), await told(dan), await told(ctx.actor)]).toEqual([
      ['mention comment'],
      ['comment replied'],
      ['follow commented'],
      [],
    ]);
    await setFollow(as(ctx, ann), where.form, where.record, false);
    await say(ctx, where, '无声');
    expect([await told(ann), await told(cleo)]).toEqual([[], ['comment created']]);
    await say(ctx, where, mentionOf(ann.id));
    expect(await told(ann)).toEqual(['mention comment']);
  });

  test('who may not see the record hears nothing, and the writer learns so', async () => {
    const where = await deal();
    const { unreached } = await say(
      ctx,
      where,
      `${mentionOf(bob.id)} ${mentionOf(ann.id)} ${mentionOf(newId())}`,
    );
    expect(unreached).toHaveLength(2);
    expect(unreached).toContain(bob.id);
    expect([await told(bob), await told(ann)]).toEqual([[], ['mention comment']]);
    await say(as(ctx, bob), await deal(bob), `${mentionOf(ann.id)}`);
    expect(await told(ann)).toEqual(['mention comment']);
  });

  test('earlier commenters who lost sight of the record hear no more', async () => {
    const where = await deal(bob);
    await say(as(ctx, bob), where, '是我的');
    await updateRecord(ctx, where.form, where.record, { set: {}, owner: ann.id });
    await Promise.all([told(ann), told(bob)]);
    await say(ctx, where, '换人了');
    expect([await told(bob), await told(ann)]).toEqual([[], ['comment created']]);
  });

  test('a change tells whom it mentions now; what was told follows the comment', async () => {
    const where = await deal();
    const { id } = (await say(ctx, where, `${mentionOf(ann.id)} 旧的`)).comment;
    const reader = as(ctx, ann);
    const body = async () => (await listMessages(reader, {})).messages[0]?.body;
    expect(await body()).toBe('@安娜 旧的');
    await updateComment(ctx, where, id, { text: `${mentionOf(ann.id)} 新的` });
    expect(await body()).toBe('@安娜 新的');
    expect((await listMessages(reader, {})).messages[0]?.times).toBe(1);
    await deleteComment(ctx, where, id);
    expect(await body()).not.toBe('@安娜 新的');
    await restoreComment(ctx, where, id);
    expect(await body()).toBe('@安娜 新的');
  });

  test('what was told goes with its comment whatever its reader did with it, and what they deleted stays so', async () => {
    const where = await deal();
    const reader = as(ctx, ann);
    await at.pool.query(`delete from ${at.schema}.notification where member_id = $1`, [ann.id]);
    const bodies = async () => (await listMessages(reader, {})).messages.map(({ body }) => body);
    const change = async (how: 'read' | 'unread' | 'delete' | 'restore') => {
      const ids = await at.list(`select id from ${at.schema}.notification where member_id = $1`, [ann.id]);
      return (await changeMessages(reader, { change: how, ids: ids.map(String) })).length;
    };
    const { id } = (await say(ctx, where, `${mentionOf(ann.id)} 旧的`)).comment;
    await change('read');
    await change('unread');
    await updateComment(ctx, where, id, { text: `${mentionOf(ann.id)} 新的` });
    expect(await bodies()).toEqual(['@安娜 新的']);
    await deleteComment(ctx, where, id);
    expect([await bodies(), (await countMessages(reader)).unread]).toEqual([[], 0]);
    expect([await change('restore'), await change('read'), await change('delete')]).toEqual([0, 0, 0]);
    await restoreComment(ctx, where, id);
    expect([await bodies(), (await countMessages(reader)).unread]).toEqual([['@安娜 新的'], 1]);
    expect(await change('delete')).toBe(1);
    // Mentioned anew, she is told anew; of the two only the later comes back with the comment.
    await updateComment(ctx, where, id, { text: '谁也不提' });
    await updateComment(ctx, where, id, { text: `${mentionOf(ann.id)} 又提` });
    await change('delete');
    await updateComment(ctx, where, id, { text: '不提' });
    await updateComment(ctx, where, id, { text: `${mentionOf(ann.id)} 再提` });
    await deleteComment(ctx, where, id);
    await restoreComment(ctx, where, id);
    expect(await bodies()).toEqual(['@安娜 再提']);
    expect(await change('restore')).toBe(2);
    await deleteComment(ctx, where, id);
    await restoreComment(ctx, where, id);
    expect((await countMessages(reader)).unread).toBe(3);
  });
});

describe('files', () => {
  const upload = (who: Ctx, name: string) =>
    files.upload(who, { name, content: Readable.from([Buffer.from(`text of ${name} ${newId()}`)]) });
  const readable = async (who: Ctx, id: string) => (await files.readable(who, [id])).length === 1;

  test('follow the record and the comment', async () => {
    const where = await deal();
    const paper = await upload(ctx, 'offer.txt');
    expect(await code(say(as(ctx, ann), where, '', { files: [paper.id] }))).toContain('files.0 file_gone');
    const { comment } = await say(ctx, where, '', { files: [paper.id] });
    expect(comment.files).toEqual([paper]);
    expect((await listMessages(as(ctx, ann), {})).messages[0]?.body).toBe('offer.txt');
    expect([await readable(as(ctx, ann), paper.id), await readable(as(ctx, bob), paper.id)]).toEqual([
      true,
      false,
    ]);
    expect(await code(say(ctx, where, '再用', { files: [paper.id] }))).toContain('file_gone');
    await deleteRecord(ctx, where.form, where.record);
    expect(await readable(ctx, paper.id)).toBe(false);
    await restoreRecord(ctx, where.form, where.record);
    await deleteComment(ctx, where, comment.id);
    expect(await readable(ctx, paper.id)).toBe(false);
    await restoreComment(ctx, where, comment.id);
    const more = await upload(ctx, 'second.txt');
    const changed = await updateComment(ctx, where, comment.id, { text: '换一份', files: [more.id] });
    expect(changed.comment.files.map(({ name }) => name)).toEqual(['second.txt']);
    const colleague = as(ctx, ann);
    expect([await readable(colleague, paper.id), await readable(colleague, more.id)]).toEqual([false, true]);
  });

  test('taken out of a comment they wait as when they were uploaded: to be used again, or to go', async () => {
    const where = await deal();
    const [kept, paper] = [await upload(ctx, 'kept.txt'), await upload(ctx, 'paper.txt')];
    const { id } = (await say(ctx, where, '两份', { files: [kept.id, paper.id] })).comment;
    await at.pool.query(`update ${at.schema}.file set created_at = now() - interval '3 days'`);
    await updateComment(ctx, where, id, { text: '两份', files: [kept.id] });
    const waiting = `select id from ${at.schema}.file where record_id is null and created_at > now() - interval '1 hour'
       and id = any($1)`;
    expect(await at.list(waiting, [[kept.id, paper.id]])).toEqual([paper.id]);
    const { comment } = await updateComment(ctx, where, id, { text: '两份', files: [kept.id, paper.id] });
    expect(comment.files.map(({ name }) => name)).toEqual(['kept.txt', 'paper.txt']);
    expect(await at.list(waiting, [[kept.id, paper.id]])).toEqual([]);
  });
});

test('with an app goes what was said of its records, who followed them and links to them', async () => {
  const where = await deal();
  await say(ctx, where, '一起走');
  await setFollow(ctx, where.form, where.record, true);
  await createShareLink(ctx, where.form, where.record, { fields: ['title'] });
  await uninstallApp(ctx, 'crm');
  for (const table of ['comment', 'follow', 'share_link'])
    expect(await at.list(`select count(*) from ${at.schema}.${table}`)).toEqual(['0']);
});
