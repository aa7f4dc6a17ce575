import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, getRecord, updateRecord, visibleCatalog } from '../server.ts';
import { CUSTOMER, type crmForms, DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

const own = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
const label = { zh: '视图', en: 'View' };
const view = { vocabulary: 1 as const, form: 'deal', kind: 'table', label };

let at: TestWorkspace;
let ctx: Ctx;
let sales: Ctx;
beforeAll(async () => {
  ({ at, ctx } = await openCrm({
    extra: {
      roles: {
        sales: role({
          deal: {
            actions: ['view', 'create', 'edit'],
            rows: own,
            hidden: ['amount', 'title'],
            readonly: ['hot'],
          },
        }),
        reader: role({ deal: { actions: ['view'] } }),
      },
      views: {
        all: {
          ...view,
          config: { columns: [{ field: 'stage' }, { field: 'amount' }] },
          sort: [{ field: 'amount', dir: 'asc' }],
        },
        big: {
          ...view,
          filter: { '>': [{ var: 'amount' }, '5'] },
          config: { columns: [{ field: 'stage' }] },
        },
      },
    },
  }));
  sales = as(ctx, await member(at, '01900000-0000-7000-8000-0000000000b1', '销售', 'sales'));
});
afterAll(() => at.close());

test('a member gets the documents as if hidden fields and forms had never been made', () => {
  const { forms, views, roles } = visibleCatalog(sales);
  expect(Object.keys(forms)).toEqual([DEAL]);
  const document = forms[DEAL]?.document as ReturnType<typeof crmForms>[string];
  expect(JSON.stringify(document)).not.toContain('amount');
  expect(document.required).toEqual([]);
  expect(document.trellis).toMatchObject({ titleField: 'number', stageField: 'stage', checks: [] });
  expect(forms[DEAL]?.access).toEqual({ actions: ['view', 'create', 'edit'], readonly: ['hot'] });
  expect(views).toEqual({ 'crm:all': { ...view, config: { columns: [{ field: 'stage' }] } } });
  // Role fields show what roles are called.
  expect(Object.keys(roles).sort()).toEqual(['crm:reader', 'crm:sales']);
  expect(visibleCatalog(sales)).toBe(visibleCatalog({ ...sales }));
});

test('an administrator gets everything', () => {
  const { forms, views, roles } = visibleCatalog(ctx);
  expect(Object.keys(forms).sort()).toEqual([CUSTOMER, DEAL]);
  expect(Object.keys(views).sort()).toEqual(['crm:all', 'crm:big']);
  expect(Object.keys(roles).sort()).toEqual(['crm:reader', 'crm:sales']);
});

test('nobody writes a record out of their own reach, nor misses a required field that is not theirs', async () => {
  const made = await createRecord(sales, DEAL, { values: {} });
  expect(Object.keys(made.values)).not.toContain('amount');
  const other = ctx.actor.id;
  const outOfScope = { code: 'forbidden', issues: [{ path: [], code: 'out_of_scope' }] };
  await expect(createRecord(sales, DEAL, { values: {}, owner: other })).rejects.toMatchObject(outOfScope);
  await expect(updateRecord(sales, DEAL, made.id, { set: {}, owner: other })).rejects.toMatchObject(
    outOfScope,
  );
  await expect(updateRecord(sales, DEAL, made.id, { set: { hot: true } })).rejects.toMatchObject({
    issues: [{ path: ['set', 'hot'], code: 'readonly_field' }],
  });
});

test('roles add up: the reader’s rows and the seller’s actions', async () => {
  const both = { ...sales, actor: { ...sales.actor, roles: ['crm:sales', 'crm:reader'] } };
  const foreign = await createRecord(ctx, DEAL, { values: { title: '别人的', amount: '3' } });
  await expect(getRecord(sales, DEAL, foreign.id)).rejects.toMatchObject({ code: 'record_not_found' });
  expect((await getRecord(both, DEAL, foreign.id)).values).toMatchObject({ title: '别人的', amount: '3' });
  await expect(updateRecord(both, DEAL, foreign.id, { set: { stage: 'open' } })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('a role whose condition no longer fits its form sees nothing, and the log says so', async () => {
  const errors: string[] = [];
  const roles = new Map([
    ['crm:sales', role({ deal: { actions: ['view'], rows: { '==': [{ var: 'gone' }, 1] } } })],
  ]);
  const log = { ...ctx.log, error: (_: object, message: string) => void errors.push(message) };
  const broken = { ...sales, log, catalog: { ...ctx.catalog, roles } };
  const { id } = await createRecord(sales, DEAL, { values: {} });
  await expect(getRecord(broken, DEAL, id)).rejects.toMatchObject({ code: 'record_not_found' });
  expect(errors).toHaveLength(1);
});
