import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createRecord,
  createShareLink,
  deleteRecord,
  listMessages,
  listShareLinks,
  openShareLink,
  publishBundle,
  recordHistory,
  restoreRecord,
  revokeShareLink,
  shareRecord,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const OFFER = 'crm:offer';
let at: TestWorkspace;
let ctx: Ctx;
let seller: Actor;
let looker: Actor;
let customer: string;
let paper: string;

const app = (hidden: string[] = []) =>
  bundle(
    {
      customer: form({ name: field('text') }, { required: ['name'] }),
      offer: form(
        {
          title: field('text'),
          customer: field('reference', { form: 'customer' }),
          price: field('money', { currency: 'CNY' }),
          cost: field('money', { currency: 'CNY' }),
          phone: field('phone', { mask: { preset: 'phone' } }),
          pin: field('text', {}, { encrypted: true }),
          papers: field('file', { maxCount: 2, maxSize: 1 }),
          lines: field('subform', {
            form: {
              properties: { what: field('text'), margin: field('percent') },
              required: [],
            } as never,
          }),
        },
        { required: ['title'] },
      ),
    },
    {
      roles: {
        seller: role({
          offer: {
            actions: ['view', 'create', 'edit', 'export'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
            hidden: ['cost', 'lines.margin', ...hidden],
          },
          customer: { actions: ['view'] },
        }),
        looker: role({ offer: { actions: ['view'] } }),
      },
    },
  );

beforeAll(async () => {
  at = await openTestWorkspace();
  await publishBundle(await at.ctx(), 'crm', app());
  ctx = await at.ctx();
  seller = await person('小卖', 'seller');
  looker = await person('小看', 'looker');
  customer = (await createRecord(ctx, 'crm:customer', { values: { name: '启明' } })).id;
});
afterAll(() => at.close());

async function person(name: string, ...roles: string[]): Promise<Actor> {
  const made = await member(at, newId(), name, ...roles);
  await at.pool.query(`update ${at.schema}.member set roles = $2 where id = $1`, [made.id, made.roles]);
  return made;
}
async function offer(): Promise<string> {
  paper = newId();
  await at.pool.query(
    `insert into ${at.schema}.file (id, sha256, name, size, mime, uploaded_by) values ($1, 'x', 'offer.pdf', 3, 'application/pdf', $2)`,
    [paper, ctx.actor.id],
  );
  const { id } = await createRecord(ctx, OFFER, {
    values: {
      title: '报价',
      customer,
      price: '1200.5',
      cost: '900',
      phone: '13800138000',
      pin: '密',
      papers: [{ id: paper, name: 'offer.pdf', size: 3, mime: 'application/pdf' }],
      lines: [{ what: '安装', margin: '0.25' }],
    },
    owner: seller.id,
  });
  return id;
}
const ALL = ['title', 'customer', 'price', 'phone', 'papers', 'lines'];
const make = (who: Actor, id: string, more: object = {}) =>
  createShareLink(as(ctx, who), OFFER, id, { fields: ALL, ...more });
const open = async (token: string, now = new Date().toISOString(), locale: 'zh' | 'en' = 'zh') => {
  const { actor: _, cause: __, ...base } = await at.ctx({ now, locale });
  return openShareLink(base, token);
};
const gone = (promise: Promise<unknown>) =>
  expect(promise).rejects.toMatchObject({ code: 'share_link_gone' });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string; issues?: { code: string; path: unknown[] }[] }) =>
      [error.code, ...(error.issues ?? []).map((one) => `${one.path.join('.')} ${one.code}`)].join(' | '),
  );

describe('a link', () => {
  test('shows the chosen fields as texts, as whoever made it may see them', async () => {
    const id = await offer();
    const { token } = await make(seller, id);
    expect(token).toMatch(/^[\w-]{32}$/);
    const { fields, ...head } = await open(token);
    expect(head).toEqual({ title: '报价', form: '表单', workspace: '测试企业', by: '小卖', expiresAt: null });
    expect(fields).toEqual([
      { label: 'text', text: '报价' },
      { label: 'reference', text: '启明' },
      { label: 'money', text: expect.stringContaining('1,200.50') },
      { label: 'phone', text: expect.stringContaining('*') },
      { label: 'subform', table: { columns: ['text'], rows: [['安装']] } },
    ]);
    expect(JSON.stringify(fields)).not.toMatch(/900|0\.25|25%|密|13800138000|offer\.pdf/);
  });

  test('shows files only where it says so, and no more fields than were chosen', async () => {
    const id = await offer();
    const files = await open((await make(seller, id, { files: true, fields: ['papers'] })).token);
    expect(files.title).toBe('表单');
    expect(files.fields).toEqual([
      { label: 'file', files: [{ id: paper, name: 'offer.pdf', size: 3, mime: 'application/pdf' }] },
    ]);
  });

  test('takes the right to export, in a record within it, and fields that one sees', async () => {
    const id = await offer();
    expect(await code(make(looker, id))).toBe('forbidden');
    expect(await code(listShareLinks(as(ctx, looker), OFFER, id))).toBe('forbidden');
    const foreign = (await createRecord(ctx, OFFER, { values: { title: '别人的' }, owner: looker.id })).id;
    expect(await code(make(seller, foreign))).toBe('record_not_found');
    expect(await code(make(seller, id, { fields: ['title', 'cost'] }))).toContain(
      'fields.1 field_not_shared',
    );
    expect(await code(make(ctx.actor, id, { fields: ['pin'] }))).toContain('fields.0 field_not_shared');
    expect(await code(make(seller, newId()))).toBe('record_not_found');
  });

  test('ends with its time, when it is revoked, with the record, and comes back with it', async () => {
    const id = await offer();
    const { token } = await make(seller, id, { hours: 1 });
    await open(token);
    await gone(open(token, new Date(Date.now() + 3_600_001).toISOString()));
    await deleteRecord(ctx, OFFER, id);
    await gone(open(token));
    await restoreRecord(ctx, OFFER, id);
    await open(token);
    const other = await make(seller, id);
    await revokeShareLink(ctx, OFFER, id, other.id);
    await gone(open(other.token));
    await open(token);
    for (const wrong of ['', 'x', `${token}x`, token.toUpperCase()]) await gone(open(wrong));
    expect(await code(revokeShareLink(ctx, OFFER, await offer(), other.id))).toBe('not_found');
  });

  test('shows what its maker may see now: less rights, less shown; none, gone', async () => {
    const id = await offer();
    const { token } = await make(seller, id);
    const admin = await make(ctx.actor, id, { fields: ['title', 'cost'] });
    expect((await open(admin.token)).fields).toHaveLength(2);
    await publishBundle(ctx, 'crm', app(['price']));
    ctx = await at.ctx();
    expect((await open(token)).fields.map(({ label }) => label)).not.toContain('money');
    await updateRecord(ctx, OFFER, id, { set: {}, owner: looker.id });
    await gone(open(token));
    await updateRecord(ctx, OFFER, id, { set: {}, owner: seller.id });
    await at.pool.query(`update ${at.schema}.member set roles = '{crm:looker}' where id = $1`, [seller.id]);
    await gone(open(token));
    await at.pool.query(
      `update ${at.schema}.member set roles = '{crm:seller}', disabled_at = now() where id = $1`,
      [seller.id],
    );
    await gone(open(token));
    await at.pool.query(`update ${at.schema}.member set disabled_at = null where id = $1`, [seller.id]);
    await open(token);
    await publishBundle(ctx, 'crm', app());
    ctx = await at.ctx();
  });

  test('is listed with how often it was opened, and stands in the history', async () => {
    const id = await offer();
    const { id: link, token } = await make(seller, id, { hours: 24 });
    await open(token);
    await open(token);
    await gone(open('nothing'));
    await revokeShareLink(as(ctx, seller), OFFER, id, link);
    await revokeShareLink(ctx, OFFER, id, link);
    const { links, refs } = await listShareLinks(as(ctx, seller), OFFER, id);
    expect(links).toMatchObject([{ id: link, opens: 2, createdBy: seller.id, files: false, fields: ALL }]);
    expect(links[0]?.revokedAt && links[0].openedAt).toBeTruthy();
    expect(refs[seller.id]).toEqual({ title: '小卖' });
    const stored = await at.list(`select token_hash from ${at.schema}.share_link where id = $1`, [link]);
    expect(stored[0]).toMatch(/^[0-9a-f]{64}$/);
    const { changes } = await recordHistory(as(ctx, seller), OFFER, id);
    expect(changes.map(({ op, fields }) => `${op} ${fields.length > 0}`)).toEqual([
      'unshare false',
      'share false',
      'create true',
    ]);
  });

  test('those that serve stand before all that ended, with no field that the asker may not see', async () => {
    const id = await offer();
    const { id: link } = await make(ctx.actor, id, { fields: ['title', 'cost'] });
    await at.pool.query(
      `insert into ${at.schema}.share_link (id, token_hash, form, record_id, fields, files, created_by, created_at, revoked_at)
       select gen_random_uuid(), 'ended ' || n, $1, $2, '{title}', false, $3, now() + interval '1 day', now()
       from generate_series(1, 120) as n`,
      [OFFER, id, ctx.actor.id],
    );
    const listed = async (who: Actor) => (await listShareLinks(as(ctx, who), OFFER, id)).links;
    expect((await listed(seller))[0]).toMatchObject({ id: link, fields: ['title'] });
    expect((await listed(ctx.actor))[0]).toMatchObject({ id: link, fields: ['title', 'cost'] });
    expect(await listed(seller)).toHaveLength(100);
  });

  test('twenty of them serve a record at a time', async () => {
    const id = await offer();
    for (let n = 0; n < 20; n++) await make(seller, id);
    expect(await code(make(seller, id))).toContain('too_many_links');
  });
});

test('a record goes to colleagues who may see it, with a note; the others are named', async () => {
  const id = await offer();
  const unreached = await shareRecord(as(ctx, seller), OFFER, id, {
    to: [looker.id, ctx.actor.id, newId(), seller.id],
    note: ' 请\u0000看 ',
  });
  expect(unreached).toHaveLength(1);
  const { messages } = await listMessages(as(ctx, looker), {});
  expect(messages[0]).toMatchObject({ title: '小卖 把「报价」分享给你', body: '请看', kind: 'share' });
  const stranger = await person('外人');
  expect(await shareRecord(ctx, OFFER, id, { to: [stranger.id] })).toEqual([stranger.id]);
  expect((await listMessages(as(ctx, stranger), {})).messages).toEqual([]);
  expect(await code(shareRecord(as(ctx, stranger), OFFER, id, { to: [looker.id] }))).toContain(
    'form_not_found',
  );
});
