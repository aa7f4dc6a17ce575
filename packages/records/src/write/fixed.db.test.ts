import { toSql } from '@trellis/logic/sql';
import type { JsonObject } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envOf } from '../access/env.ts';
import { reading } from '../access/target.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  deleteRecord,
  getRecord,
  publishBundle,
  restoreRecord,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import type { Image } from './image.ts';
import { referenceGuards } from './references.ts';

const DESK = 'crm:desk';
const ASK = 'crm:ask';
const MAIN = '01900000-0000-7000-8000-0000000000a1';
const SIDE = '01900000-0000-7000-8000-0000000000a2';
const BOSS = '01900000-0000-7000-8000-0000000000b1';
const fixed = (value: string | string[]) => ({ default: { kind: 'value' as const, value } });
const open = { where: { '==': [{ var: 'kind' }, 'open'] } } as unknown as JsonObject;

const forms = {
  desk: form({ name: field('text'), kind: field('text') }),
  ask: form({
    name: field('text'),
    desk: field('reference', { form: 'desk' }, fixed(MAIN)),
    desks: field('reference', { form: 'desk', many: true }, fixed([MAIN])),
    open: field('reference', { form: 'desk', filter: open }, fixed(MAIN)),
    boss: field('member', { range: 'own' }, fixed(BOSS)),
    lines: field('subform', {
      form: {
        properties: {
          item: field('text'),
          desk: field('reference', { form: 'desk', filter: open }, fixed(MAIN)),
        },
        required: [],
      } as unknown as JsonObject,
    }),
  }),
};

let at: TestWorkspace;
let admin: Ctx;
let clerk: Ctx;
beforeAll(async () => {
  at = await openTestWorkspace();
  const clerks = role({ ask: { actions: ['view', 'create', 'edit'] } });
  await publishBundle(await at.ctx(), 'crm', bundle(forms, { roles: { clerk: clerks } }));
  admin = await at.ctx();
  await member(at, BOSS, '主管');
  clerk = as(admin, await member(at, '01900000-0000-7000-8000-0000000000b2', '文员', 'clerk'));
  await createRecord(admin, DESK, { id: MAIN, values: { name: '前台' } });
  await createRecord(admin, DESK, { id: SIDE, values: { name: '后台', kind: 'open' } });
});
afterAll(() => at.close());

const missing = (...path: (string | number)[]) => ({
  issues: expect.arrayContaining([expect.objectContaining({ path, code: 'reference_missing' })]),
});
/** All that the defaults point to. */
const POINTING = {
  desk: MAIN,
  desks: [MAIN],
  open: MAIN,
  boss: BOSS,
  lines: [expect.objectContaining({ item: 'a', desk: MAIN })],
};
const LINES = [{ item: 'a' }];

test('who may not see a record gets it by the default, one by one and many at once', async () => {
  const one = await createRecord(clerk, ASK, { values: { name: 'one', lines: LINES } });
  expect(one.values).toMatchObject(POINTING);
  const { ids } = await bulkCreate(clerk, ASK, [{ values: { name: 'bulk', lines: LINES } }]);
  expect((await getRecord(admin, ASK, ids[0] ?? '')).values).toMatchObject(POINTING);
  // A form sends what it shows: that is the same.
  await createRecord(clerk, ASK, { values: { desk: MAIN, desks: [MAIN] } });
  await updateRecord(clerk, ASK, one.id, { set: { desk: null } });
  expect((await updateRecord(clerk, ASK, one.id, { set: { desk: MAIN } })).values.desk).toBe(MAIN);
});

test('what somebody chooses is theirs to see, as before', async () => {
  const values = { name: 'x', desk: SIDE, desks: [MAIN, SIDE], lines: [{ item: 'a', desk: SIDE }] };
  for (const key of ['desk', 'desks'])
    await expect(createRecord(clerk, ASK, { values })).rejects.toMatchObject(missing('values', key));
  await expect(createRecord(clerk, ASK, { values: { lines: values.lines } })).rejects.toMatchObject(
    missing('values', 'lines', 0, 'desk'),
  );
  await expect(bulkCreate(clerk, ASK, [{ values }])).rejects.toMatchObject(
    missing('create', 0, 'values', 'desks'),
  );
  await expect(bulkCreate(clerk, ASK, [{ values }])).rejects.toMatchObject(
    missing('create', 0, 'values', 'lines', 0, 'desk'),
  );
  await createRecord(admin, ASK, { values: { ...values, open: SIDE } });
});

test('a default that points to nothing any more is refused, whoever writes', async () => {
  await deleteRecord(admin, DESK, MAIN);
  for (const ctx of [admin, clerk]) {
    await expect(createRecord(ctx, ASK, { values: { name: 'x' } })).rejects.toMatchObject(
      missing('values', 'desks'),
    );
    await expect(bulkCreate(ctx, ASK, [{ values: { name: 'x' } }])).rejects.toMatchObject(
      missing('create', 0, 'values', 'desk'),
    );
  }
  await restoreRecord(admin, DESK, MAIN);
});

const emptyImage: Image = {
  id: SIDE,
  version: 1,
  values: {},
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  owner: null,
  department: null,
};

test('the text of the guards does not depend on where a record points', () => {
  const form = clerk.catalog.forms.get(ASK) ?? expect.fail();
  const textOf = (values: Image['values']) => {
    const image = { ...emptyImage, values };
    const guards = referenceGuards(reading(clerk, envOf(clerk)), form, image, ['desk', 'desks']);
    return guards.map(({ holds }) => toSql(holds).sql).join('\n');
  };
  const texts = [{}, { desk: MAIN, desks: [MAIN] }, { desk: SIDE, desks: [MAIN, SIDE] }].map(textOf);
  expect(new Set(texts).size).toBe(1);
});
