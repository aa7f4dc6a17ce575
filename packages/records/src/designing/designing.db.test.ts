import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { getDefinition, publishBundle, saveDraft } from '../server.ts';
import { as, member } from '../testing/people.ts';
import { attendDesign, leaveDesign } from './attendance.ts';
import { deleteFieldTemplate, listFieldTemplates, saveFieldTemplate } from './field-templates.ts';

const DEAL = { kind: 'form', app: 'crm', key: 'deal' } as const;
let at: TestWorkspace;
let ctx: Ctx;
let other: Ctx;
let staff: Ctx;
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code,
  );

beforeAll(async () => {
  at = await openTestWorkspace(18);
  await publishBundle(await at.ctx(), 'crm', bundle({ deal: form({ title: field('text') }) }));
  ctx = as(await at.ctx(), { ...(await member(at, newId(), '李雷')), admin: true });
  other = as(ctx, { ...(await member(at, newId(), '王芳')), admin: true });
  staff = as(ctx, await member(at, newId(), '赵敏'));
});
afterAll(() => at.close());

describe('field templates', () => {
  test('are shared, renamed, deleted and brought back', async () => {
    const [a, b] = [newId(), newId()];
    const parts = { fields: { z: 1, a: 2 } };
    await saveFieldTemplate(ctx, { id: a, name: ' 联系方式 ', parts });
    await saveFieldTemplate(other, { id: b, name: '地址\u0000\ud800', parts: null });
    await saveFieldTemplate(other, { id: b, name: '地址', parts: null });
    expect(await listFieldTemplates(other)).toEqual([
      { id: b, name: '地址', parts: null },
      { id: a, name: '联系方式', parts },
    ]);
    const [, contact] = await listFieldTemplates(ctx);
    const kept = contact?.parts as typeof parts | undefined;
    expect(Object.keys(kept?.fields ?? {})).toEqual(['z', 'a']);
    await deleteFieldTemplate(other, a);
    await deleteFieldTemplate(other, a);
    expect((await listFieldTemplates(ctx)).map(({ name }) => name)).toEqual(['地址']);
    if (contact) await saveFieldTemplate(other, contact);
    expect(await listFieldTemplates(ctx)).toHaveLength(2);
    expect(await refused(saveFieldTemplate(ctx, { id: a, name: 'x', parts: 'x'.repeat(600_000) }))).toBe(
      'payload_too_large',
    );
  });

  test('are the administrators’ business', async () => {
    expect(await refused(listFieldTemplates(staff))).toBe('forbidden');
    expect(await refused(saveFieldTemplate(staff, { id: newId(), name: 'x', parts: {} }))).toBe('forbidden');
    expect(await refused(deleteFieldTemplate(staff, newId()))).toBe('forbidden');
  });
});

describe('two designers at one form', () => {
  test('see each other until one leaves or falls silent', async () => {
    const [mine, theirs, second] = [newId(), newId(), newId()];
    const names = async (who: Ctx, tab: string) =>
      (await attendDesign(who, DEAL, tab)).others.map(({ name }) => name);
    expect(await names(ctx, mine)).toEqual([]);
    expect(await names(other, theirs)).toEqual(['李雷']);
    expect(await names(ctx, mine)).toEqual(['王芳']);
    // Two pages of one person can lose each other’s work as well.
    expect(await names(ctx, second)).toEqual(['李雷', '王芳']);
    await leaveDesign(ctx, second);
    await leaveDesign(ctx, theirs);
    expect(await names(ctx, mine)).toEqual(['王芳']);
    await leaveDesign(other, theirs);
    expect(await names(ctx, mine)).toEqual([]);
    await attendDesign(other, DEAL, theirs);
    const later = { ...ctx, now: new Date(Date.parse(ctx.now) + 61_000).toISOString() };
    expect(await names(later, mine)).toEqual([]);
    expect(await refused(attendDesign(staff, DEAL, mine))).toBe('forbidden');
    expect(await refused(attendDesign(ctx, { ...DEAL, key: 'none' }, mine))).toBe('definition_not_found');
  });

  test('lose nothing: who comes second gets the other’s draft, and learns of it before saving', async () => {
    const tab = newId();
    const { revision } = await attendDesign(ctx, DEAL, tab);
    const draft = form({ title: field('text'), mine: field('text') });
    const theirs = form({ title: field('text'), theirs: field('text') });
    const saved = await saveDraft(other, DEAL, { document: theirs, revision });
    expect((await attendDesign(ctx, DEAL, tab)).revision).toBe(saved.revision);
    const conflict = await saveDraft(ctx, DEAL, { document: draft, revision }).catch(
      (error: { details?: unknown }) => error.details,
    );
    expect(conflict).toMatchObject({ revision: saved.revision, draft: { properties: { theirs: {} } } });
    expect((await getDefinition(ctx, DEAL)).draft).toMatchObject({ properties: { theirs: {} } });
    // Having seen theirs, one's own may stand.
    await saveDraft(ctx, DEAL, { document: draft, revision: saved.revision });
    expect(await refused(saveDraft(other, DEAL, { document: theirs, revision: saved.revision }))).toBe(
      'definition_conflict',
    );
  });
});
