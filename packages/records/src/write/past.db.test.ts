import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { createRecord, publishBundle, updateRecord } from '../server.ts';

/** Rules and checks that look at the record before the change, on the server. */

const DEAL = 'crm:deal';
let w: TestWorkspace;

beforeAll(async () => {
  w = await openTestWorkspace();
  const deal = form(
    {
      title: field('text'),
      amount: field('number'),
      stage: field('select', options('open', 'won')),
      closed: field('date', {}, { readonlyWhen: { not_empty: [{ var: '$before.closed' }] } }),
    },
    {
      checks: [
        {
          key: 'up',
          message: { zh: '金额只能调高' },
          field: 'amount',
          when: { '<': [{ var: 'amount' }, { var: '$before.amount' }] },
        },
        {
          key: 'priced',
          message: { zh: '赢单时要有金额' },
          when: {
            and: [{ becomes: [{ in: [{ var: 'stage' }, ['won']] }] }, { is_empty: [{ var: 'amount' }] }],
          },
        },
      ],
    },
  );
  await publishBundle(await w.ctx(), 'crm', bundle({ deal }));
});
afterAll(() => w.close());

const refused = (field: string[], check: string) => ({
  code: 'validation_failed',
  issues: [{ path: expect.arrayContaining(field), code: 'check_failed', params: { check } }],
});

test('an amount may only go up', async () => {
  const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: 'a', amount: '10' } });
  await expect(updateRecord(await w.ctx(), DEAL, id, { set: { amount: '9' } })).rejects.toMatchObject(
    refused(['amount'], 'up'),
  );
  const up = await updateRecord(await w.ctx(), DEAL, id, { set: { amount: '11' } });
  expect(up.values.amount).toBe('11');
  const renamed = await updateRecord(await w.ctx(), DEAL, id, { set: { title: 'b' } });
  expect(renamed.values.title).toBe('b');
});

test('what has become so is asked once: at creation, and when it changes', async () => {
  await expect(
    createRecord(await w.ctx(), DEAL, { values: { title: 'a', stage: 'won' } }),
  ).rejects.toMatchObject(refused([], 'priced'));
  const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: 'a', stage: 'open' } });
  await expect(updateRecord(await w.ctx(), DEAL, id, { set: { stage: 'won' } })).rejects.toMatchObject(
    refused([], 'priced'),
  );
  await updateRecord(await w.ctx(), DEAL, id, { set: { stage: 'won', amount: '1' } });
  const later = await updateRecord(await w.ctx(), DEAL, id, { set: { amount: '2' } });
  expect(later.values).toMatchObject({ stage: 'won', amount: '2' });
});

test('a field that had a value is locked', async () => {
  const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: 'a' } });
  await updateRecord(await w.ctx(), DEAL, id, { set: { closed: '2026-03-01' } });
  await expect(
    updateRecord(await w.ctx(), DEAL, id, { set: { closed: '2026-03-02' } }),
  ).rejects.toMatchObject({ issues: [{ path: ['set', 'closed'], code: 'readonly_field' }] });
});
