import { newId, type ViewAdjustment, type ViewDocument } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { listVersions, publishBundle, uninstallApp } from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { adjustView, listAdjustments, openWith, resetView } from './adjust.ts';
import { arrangePersonalViews, deletePersonalView, listPersonalViews, savePersonalView } from './personal.ts';
import { saveViews } from './save.ts';

const DEAL = 'crm:deal';
const label = { zh: '视图' };
const view = (more: Partial<ViewDocument> = {}): ViewDocument => ({
  vocabulary: 1,
  form: 'deal',
  kind: 'table',
  label,
  config: { columns: [{ field: 'title' }, { field: 'amount', width: 90 }] },
  ...more,
});
const document = (fields: Record<string, ReturnType<typeof field>> = {}) =>
  bundle(
    {
      deal: form({ title: field('text'), amount: field('number'), secret: field('text'), ...fields }),
      note: form({ title: field('text') }),
    },
    {
      views: { all: view(), fixed: view({ locked: true }) },
      roles: {
        seller: role({ deal: { actions: ['view'], hidden: ['secret'] }, note: { actions: ['view'] } }),
      },
    },
  );

describe('views of members', () => {
  let at: TestWorkspace;
  let admin: Ctx;
  let a: Ctx;
  let b: Ctx;
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'ok',
      (error: { code?: string; issues?: { code: string; path: unknown[] }[] }) =>
        error.issues?.[0] ? `${error.issues[0].path.join('.')} ${error.issues[0].code}` : error.code,
    );
  const own = async (who: Ctx) => (await listPersonalViews(who)).map(({ id }) => id);
  const adjustments = async (who: Ctx) =>
    (await listAdjustments(who, await listPersonalViews(who))).adjustments.map((one) => [
      one.view,
      one.document,
    ]);
  /** The same people on what is published by now. */
  const renew = async () => {
    admin = await at.ctx();
    a = { ...a, catalog: admin.catalog };
    b = { ...b, catalog: admin.catalog };
  };

  beforeAll(async () => {
    at = await openTestWorkspace(18);
    await publishBundle(await at.ctx(), 'crm', document({ size: field('number'), city: field('text') }));
    admin = await at.ctx();
    a = as(admin, await member(at, newId(), '甲', 'seller'));
    b = as(admin, await member(at, newId(), '乙', 'seller'));
  });
  afterAll(() => at.close());

  test('are kept, ordered and ended, and nobody else reads or touches them', async () => {
    const [first, second] = [newId(), newId()];
    await savePersonalView(a, DEAL, first, view({ label: { zh: '一' } }));
    await savePersonalView(a, DEAL, second, view({ label: { zh: '二' }, group: [{ field: 'city' }] }));
    expect(await own(a)).toEqual([first, second]);
    expect(await own(b)).toEqual([]);
    expect(await own(admin)).toEqual([]);

    await arrangePersonalViews(a, DEAL, [second, first]);
    expect(await own(a)).toEqual([second, first]);
    // The same id is another view to somebody else.
    await savePersonalView(b, DEAL, first, view({ label: { zh: '乙的' } }));
    await deletePersonalView(b, DEAL, second);
    expect((await listPersonalViews(a)).map(({ document: { label } }) => label.zh)).toEqual(['二', '一']);

    await savePersonalView(a, DEAL, first, view({ label: { zh: '改名' } }));
    expect((await listPersonalViews(a))[1]?.document.label.zh).toBe('改名');
    expect(
      await code(savePersonalView(a, 'crm:note', first, view({ form: 'note', config: { columns: [] } }))),
    ).toBe('not_found');
    await deletePersonalView(a, DEAL, first);
    await deletePersonalView(a, DEAL, second);
    expect(await own(a)).toEqual([]);
    expect(await own(b)).toEqual([first]);
  });

  test('are checked as published ones are, and what is hidden is unknown', async () => {
    const save = (given: unknown) => code(savePersonalView(a, DEAL, newId(), given));
    const columns = { columns: [{ field: 'secret' }] };
    expect(await save(null)).toContain('document');
    expect(await save(view({ form: 'note' }))).toBe('document.form unknown_form');
    expect(await save(view({ config: columns }))).toBe('document.config.columns.0.field unknown_field');
    expect(await save(view({ filter: { '==': [{ var: 'secret' }, 'x'] } }))).toContain('unknown_field');
    expect(await save(view({ quick: ['secret'] }))).toBe('document.quick.0 unknown_field');
    expect(await save(view({ group: [{ field: 'secret' }] }))).toBe('document.group.0.field unknown_field');
    expect(await save(view({ kind: 'constructor' }))).toBe('document.kind unknown_view_kind');
    const nobody = as(admin, { id: newId(), departments: [], roles: [], admin: false });
    expect(await code(savePersonalView(nobody, DEAL, newId(), view()))).toBe('form_not_found');
    // Who sees the field may name it.
    const id = newId();
    expect(await code(savePersonalView(admin, DEAL, id, view({ config: columns })))).toBe('ok');
    await deletePersonalView(admin, DEAL, id);
  });

  test('are at most a hundred of a form', async () => {
    const ids = Array.from({ length: 100 }, () => newId());
    for (const id of ids)
      await savePersonalView(b, 'crm:note', id, view({ form: 'note', config: { columns: [] } }));
    const more = view({ form: 'note', config: { columns: [] } });
    expect(await code(savePersonalView(b, 'crm:note', newId(), more))).toBe('document too_many_views');
    expect(await code(savePersonalView(b, 'crm:note', ids[3] ?? '', more))).toBe('ok');
    for (const id of ids) await deletePersonalView(b, 'crm:note', id);
  });

  test('adjustments are each member’s own, and gone when they are taken back', async () => {
    const mine: ViewAdjustment = {
      sort: [{ field: 'amount', dir: 'desc' }],
      rowHeight: 'tall',
      config: {
        columns: [
          { field: 'amount', width: 200 },
          { field: 'title', hidden: true },
        ],
      },
      folded: ['x'],
      quick: { city: { op: 'contains', value: '苏' } },
    };
    await adjustView(a, DEAL, 'all', mine);
    await adjustView(b, DEAL, 'all', { folded: [] });
    expect(await adjustments(a)).toEqual([['all', mine]]);
    expect(await adjustments(b)).toEqual([['all', { folded: [] }]]);
    await resetView(a, DEAL, 'all');
    expect(await adjustments(a)).toEqual([]);
    expect(await adjustments(b)).toHaveLength(1);
  });

  test('adjustments are checked, and a locked view takes none', async () => {
    const adjust = (name: string, given: unknown) => code(adjustView(a, DEAL, name, given));
    expect(await adjust('fixed', { rowHeight: 'tall' })).toBe('view_locked');
    expect(await adjust('nope', { rowHeight: 'tall' })).toBe('not_found');
    expect(await adjust(newId(), { rowHeight: 'tall' })).toBe('not_found');
    expect(await adjust('all', null)).toContain('adjustment');
    expect(await adjust('all', { rowHeight: 'vast' })).toContain('adjustment.rowHeight');
    expect(await adjust('all', { sort: [{ field: 'secret', dir: 'asc' }] })).toContain('unknown_field');
    expect(await adjust('all', { quick: { secret: { op: 'contains' } } })).toContain('unknown_field');
    expect(await adjust('all', { config: { columns: [{ field: 'secret' }] } })).toContain('unknown_field');
    expect(await adjust('all', { config: { nope: 1 } })).toContain('adjustment.config');
    // A form without views shows one of each kind, which can be adjusted too.
    expect(await code(adjustView(a, 'crm:note', 'table', { rowHeight: 'tall' }))).toBe('ok');
    expect(await code(adjustView(a, 'crm:note', 'kanban', { folded: ['x'] }))).toBe('ok');
    await resetView(a, 'crm:note', 'table');
    await resetView(a, 'crm:note', 'kanban');
  });

  test('a form opens with the view that a member chose', async () => {
    await openWith(a, DEAL, 'fixed');
    expect((await listAdjustments(a, [])).opens).toEqual({ [DEAL]: 'fixed' });
    expect((await listAdjustments(b, [])).opens).toEqual({});
    expect(await code(openWith(a, DEAL, 'nope'))).toBe('not_found');
    await openWith(a, DEAL, null);
    expect((await listAdjustments(a, [])).opens).toEqual({});
  });

  test('a field that is deleted drops out without breaking anything', async () => {
    const id = newId();
    const big = { '>': [{ var: 'amount' }, '1'] };
    await savePersonalView(
      a,
      DEAL,
      id,
      view({
        filter: { and: [big, { '>': [{ var: 'size' }, '2'] }] },
        sort: [{ field: 'size', dir: 'asc' }],
        config: { columns: [{ field: 'title' }, { field: 'size' }] },
      }),
    );
    await adjustView(a, DEAL, id, {
      sort: [{ field: 'size', dir: 'desc' }],
      config: { columns: [{ field: 'size' }, { field: 'title' }] },
      quick: { size: { op: 'eq', value: '1' } },
    });
    await publishBundle(admin, 'crm', document({ city: field('text') }));
    await renew();
    const { filter, sort, config } = view({ filter: big, config: { columns: [{ field: 'title' }] } });
    expect(await listPersonalViews(a)).toMatchObject([{ id, lost: 'part', document: { filter, config } }]);
    expect((await listPersonalViews(a))[0]?.document.sort).toEqual(sort);
    expect(await adjustments(a)).toEqual([[id, { config, quick: {} }]]);
    expect(await code(adjustView(a, DEAL, id, { rowHeight: 'tall' }))).toBe('ok');
  });

  test('administrators save views for all, with their versions', async () => {
    expect(await code(saveViews(a, 'crm', { all: view() }))).toBe('forbidden');
    const bad = view({ config: { columns: [{ field: 'nope' }] } });
    expect(await code(saveViews(admin, 'crm', { more: view(), bad }))).toBe(
      'bad.config.columns.0.field unknown_field',
    );
    await renew();
    expect(admin.catalog.views.has('crm:more')).toBe(false);

    await saveViews(admin, 'crm', { more: view({ position: 1 }), all: view({ position: 2 }), fixed: null });
    await renew();
    expect([...admin.catalog.views.keys()].sort()).toEqual(['crm:all', 'crm:more']);
    expect(admin.catalog.views.get('crm:all')?.position).toBe(2);
    // What was deleted comes back under its key, as a further version.
    await saveViews(admin, 'crm', { fixed: view({ locked: true }) });
    await renew();
    expect(admin.catalog.views.has('crm:fixed')).toBe(true);
    const { versions } = await listVersions(admin, { kind: 'view', app: 'crm', key: 'fixed' });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  test('nothing of them outlives the app', async () => {
    await savePersonalView(a, DEAL, newId(), view());
    await adjustView(a, DEAL, 'all', { rowHeight: 'tall' });
    await uninstallApp(admin, 'crm');
    expect(await at.list(`select count(*) from ${at.schema}.personal_view`)).toEqual(['0']);
    expect(await at.list(`select count(*) from ${at.schema}.view_setting`)).toEqual(['0']);
  });
});
