import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { publishBundle } from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { deleteDraft, getDraft, listDrafts, saveDraft, sweepDrafts } from './drafts.ts';

const FORM = 'crm:deal';
const document = () =>
  bundle(
    {
      deal: form(
        {
          title: field('text'),
          amount: field('number'),
          number: field('autonumber', { parts: [{ kind: 'counter', digits: 4, reset: 'never' }] }),
          secret: field('text'),
          lines: field('subform', {
            form: { properties: { item: field('text'), cost: field('number') }, required: [] } as never,
          }),
        },
        { required: ['title'] },
      ),
    },
    {
      roles: {
        seller: role({
          deal: { actions: ['view', 'create', 'edit'], hidden: ['secret', 'lines.cost'] },
        }),
        reader: role({ deal: { actions: ['view'] } }),
      },
    },
  );

describe('drafts of records', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let seller: Ctx;
  const save = (who: Ctx, id: string, values: Record<string, unknown>, kept = false) =>
    saveDraft(who, FORM, id, { kept, values });
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'ok',
      (error: { code?: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
    );

  beforeAll(async () => {
    at = await openTestWorkspace(18);
    await publishBundle(await at.ctx(), 'crm', document());
    ctx = await at.ctx();
    seller = as(ctx, await member(at, newId(), '甲', 'seller'));
  });
  afterAll(() => at.close());

  test('what is typed is read as a save would read it; what can’t be read yet stays as typed', async () => {
    const id = newId();
    await save(ctx, id, {
      title: '  产线 ',
      amount: '12,0x',
      number: 'N-1',
      unknown: 1,
      secret: { not: 'a text' },
      lines: [{ item: '臂', cost: '3.50' }],
    });
    const { values } = await getDraft(ctx, FORM, id);
    expect(values).toEqual({
      title: '产线',
      amount: '12,0x',
      lines: [{ item: '臂', cost: '3.5' }],
    });
    await save(ctx, id, { title: null });
    expect((await getDraft(ctx, FORM, id)).values).toEqual({ title: null });
  });

  test('nobody else sees it, and it holds nothing that its owner may not see', async () => {
    const id = newId();
    await save(seller, id, { title: '我的', secret: '偷', lines: [{ item: '臂', cost: '1' }] });
    const { values } = await getDraft(seller, FORM, id);
    expect(values).toEqual({ title: '我的', lines: [{ item: '臂' }] });
    expect(await code(getDraft(ctx, FORM, id))).toBe('not_found');
    expect((await listDrafts(ctx)).some((draft) => draft.id === id)).toBe(false);
    // The same id of another member is another draft.
    await save(ctx, id, { title: '别人的' });
    await deleteDraft(ctx, id);
    expect((await getDraft(seller, FORM, id)).values).toMatchObject({ title: '我的' });
    // Rights may go meanwhile.
    const reader = as(ctx, { ...seller.actor, roles: ['crm:reader'] });
    expect(await listDrafts(reader)).toEqual([]);
    expect(await code(getDraft(reader, FORM, id))).toBe('forbidden');
    expect(await code(save(reader, id, {}))).toBe('forbidden');
  });

  test('a change keeps its version and what was there before', async () => {
    const id = newId();
    const input = {
      version: 3,
      kept: true,
      title: ' 名\n称 ',
      values: { title: '新' },
      was: { title: '旧' },
    };
    await saveDraft(ctx, FORM, id, input);
    expect(await getDraft(ctx, FORM, id)).toMatchObject({
      version: 3,
      kept: true,
      title: '名 称',
      values: { title: '新' },
      was: { title: '旧' },
    });
  });

  test('the box holds so many; what is kept in passing gives way; old ones go', async () => {
    const other = as(ctx, await member(at, newId(), '乙', 'seller'));
    for (let i = 0; i < 50; i++) await save(other, newId(), { title: String(i) }, true);
    expect(await code(save(other, newId(), { title: '多' }, true))).toBe('draft_box_full');
    for (let i = 0; i < 52; i++) await save(other, newId(), { title: `p${i}` });
    const drafts = await listDrafts(other);
    expect([drafts.length, drafts.filter(({ kept }) => kept).length]).toEqual([100, 50]);
    expect(await code(save(other, newId(), { title: '长', secret: '' }))).toBe('ok');
    await at.pool.query(
      `update ${at.schema}.record_draft set updated_at = now() - interval '200 days' where member_id = $1 and kept`,
      [other.actor.id],
    );
    await sweepDrafts(at.pool, ctx.catalog.workspace.schema);
    expect((await listDrafts(other)).some(({ kept }) => kept)).toBe(false);
  });

  test('too much is refused, with what there was untouched', async () => {
    const id = newId();
    await save(ctx, id, { title: '短' });
    const rows = Array.from({ length: 900 }, () => ({ item: '长'.repeat(480) }));
    expect(await code(save(ctx, id, { lines: rows }))).toBe('payload_too_large');
    expect((await getDraft(ctx, FORM, id)).values).toEqual({ title: '短' });
  });
});
