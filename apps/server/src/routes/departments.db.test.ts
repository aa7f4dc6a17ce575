import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

let server: TestServer;
let token: string;
const here = { workspace: WORKSPACE };
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
});
afterAll(() => server.close());

const make = (name: string, parent?: string) =>
  server.call('createDepartment', { token, params: here, body: { name, ...(parent ? { parent } : {}) } });

test('departments form a tree, each after its parent, and take members', async () => {
  const sales = await make('销售部');
  const money = await make('财务部');
  const east = await make('华东组', sales.id);
  const list = async () =>
    (await server.call('listDepartments', { token, params: here })).departments.map(({ name }) => name);
  expect(await list()).toEqual(['销售部', '华东组', '财务部']);

  const change = (id: string, body: { name?: string; parent?: string | null }) =>
    server.call('updateDepartment', { token, params: { ...here, id }, body });
  expect(await change(east.id, { name: '华东大区', parent: money.id })).toEqual({
    id: east.id,
    name: '华东大区',
    parent: money.id,
  });
  expect(await list()).toEqual(['销售部', '财务部', '华东大区']);

  const circle = await server.refused('updateDepartment', {
    token,
    params: { ...here, id: money.id },
    body: { parent: east.id },
  });
  expect(circle).toMatchObject({ status: 422, body: { issues: [{ path: ['parent'] }] } });
  const nowhere = await server.refused('createDepartment', {
    token,
    params: here,
    body: { name: 'x', parent: newId() },
  });
  expect(nowhere).toMatchObject({ status: 422, body: { issues: [{ path: ['parent'] }] } });

  const body = { name: '李雷', roles: [], departments: [east.id] };
  const member = await server.call('createMember', { token, params: here, body });
  expect(member.departments).toEqual([east.id]);
  const params = { ...here, id: member.id };
  const moved = await server.call('updateMember', { token, params, body: { departments: [sales.id] } });
  expect(moved.departments).toEqual([sales.id]);
  expect(
    await server.refused('updateMember', { token, params, body: { departments: [newId()] } }),
  ).toMatchObject({ status: 422, body: { issues: [{ path: ['departments', 0] }] } });
});
