import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, getRecord, recordHistory, updateRecords } from '../server.ts';
import { DEAL, openCrm } from '../testing/crm.ts';

/** Many records changed in one call: the same pipeline for each, and one's refusal is nobody else's. */

let at: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
});
afterAll(() => at.close());

const deal = (values: object) => createRecord(ctx, DEAL, { values: { title: '合同', ...values } });

test('each record has its own outcome, in the order of the changes', async () => {
  const [a, b, c] = [await deal({}), await deal({}), await deal({ amount: '1' })];
  const [first, second, third, fourth] = await updateRecords(ctx, DEAL, [
    { id: a.id, version: 1, set: { amount: '7', hot: true } },
    { id: b.id, version: 1, set: { stage: 'won' } },
    { id: c.id, version: 9, set: { amount: '2' } },
    { id: '00000000-0000-7000-8000-000000000000', set: { hot: true } },
  ]);
  expect(first).toMatchObject({ record: { id: a.id, version: 2, values: { amount: '7', hot: true } } });
  expect(second).toMatchObject({
    refused: { code: 'validation_failed', issues: [{ path: ['set', 'amount'], code: 'check_failed' }] },
  });
  expect(third).toMatchObject({
    refused: {
      code: 'version_conflict',
      details: { current: { id: c.id, version: 1, values: { amount: '1' } } },
    },
  });
  expect(fourth).toMatchObject({ refused: { code: 'record_not_found' } });
  expect((await getRecord(ctx, DEAL, b.id)).values.stage).toBe('open');
});

test('a change leaves its own line in the history, one that changes nothing leaves none', async () => {
  const [a, b] = [await deal({ amount: '5' }), await deal({ amount: '5' })];
  await updateRecords(
    ctx,
    DEAL,
    [a, b].map(({ id }, index) => ({ id, version: 1, set: { amount: index === 0 ? '6' : '5' } })),
  );
  const lines = async (id: string) => (await recordHistory(ctx, DEAL, id)).changes.map(({ op }) => op);
  expect(await lines(a.id)).toEqual(['update', 'create']);
  expect(await lines(b.id)).toEqual(['create']);
});
