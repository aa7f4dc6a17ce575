import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../../definitions/testing/workspace.ts';
import { type Ctx, deleteMapping, listMappings, putMapping } from '../../server.ts';
import { DEAL, openCrm } from '../../testing/crm.ts';
import { as, member, role } from '../../testing/people.ts';

let at: TestWorkspace;
let admin: Ctx;
let [ann, bob]: Ctx[] = [];

beforeAll(async () => {
  const grant = role({ deal: { actions: ['view', 'import'], hidden: ['amount'] } });
  ({ at, ctx: admin } = await openCrm({ extra: { roles: { sales: grant } } }));
  ann = as(admin, await member(at, newId(), 'Ann', 'sales'));
  bob = as(admin, await member(at, newId(), 'Bob', 'sales'));
});
afterAll(() => at.close());

const mapping = {
  columns: [
    { name: '商机', field: 'title' },
    { name: '金额', field: 'amount' },
  ],
  policy: 'upsert' as const,
  match: ['title', 'amount'],
};
const names = async (who: Ctx | undefined) =>
  (await listMappings(who as Ctx, DEAL)).mappings.map(({ name, editable }) => [name, editable]);

test('a mapping is its owner’s until it is shared; others use it as far as they may import', async () => {
  const id = newId();
  const [own, other] = [ann as Ctx, bob as Ctx];
  await putMapping(own, DEAL, id, { name: ' 每月报表 ', shared: false, mapping });
  expect([await names(own), await names(other), await names(admin)]).toEqual([[['每月报表', true]], [], []]);
  await putMapping(own, DEAL, id, { name: '月报', shared: true, mapping });
  expect([await names(own), await names(other), await names(admin)]).toEqual([
    [['月报', true]],
    [['月报', false]],
    [['月报', true]],
  ]);
  const [theirs] = (await listMappings(other, DEAL)).mappings;
  expect(theirs?.mapping).toEqual({ ...mapping, columns: [mapping.columns[0]], match: ['title'] });
  await expect(putMapping(other, DEAL, id, { name: '我的', shared: false, mapping })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(deleteMapping(other, DEAL, id)).rejects.toMatchObject({ code: 'import_not_found' });
  // It stays with who made it.
  await putMapping(admin, DEAL, id, { name: '公司月报', shared: true, mapping });
  expect(await names(own)).toEqual([['公司月报', true]]);
  await deleteMapping(admin, DEAL, id);
  expect(await names(own)).toEqual([]);
});

test('what no database keeps is refused', async () => {
  const put = (name: string) => putMapping(admin, DEAL, newId(), { name, shared: false, mapping });
  await expect(put('a\0')).rejects.toMatchObject({ issues: [{ path: ['name'], code: 'invalid_character' }] });
  await deleteMapping(admin, DEAL, (await put('b')).id);
});
