import { openPool, type Pool } from '@trellis/db';
import { AppError, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  type Ctx,
  createRecord,
  getRecord,
  type PublicForm,
  publishBundle,
  savePublicForm,
  submitPublic,
} from '../server.ts';
import { findPublicForm } from './forms.ts';
import { takenBy } from './submissions.ts';

const EVENT = 'fair:event';
const TALK = '01900000-0000-7000-8000-0000000000a1';
const PLACES = 30;

/** Visitors book places of an event that they are not shown; there are no more than it has. */
const forms = {
  event: form(
    {
      name: field('text'),
      places: field('number', { decimals: 0 }),
      booked: field('rollup', { rows: 'booking@event', op: 'sum', path: 'people' }),
    },
    {
      checks: [
        {
          key: 'full',
          when: { '<': [{ var: 'places' }, { var: 'booked' }] },
          message: { zh: '名额不足', en: 'Not enough places' },
          hold: true,
        },
      ],
    },
  ),
  booking: form({
    who: field('text'),
    people: field('number', { decimals: 0 }),
    event: field(
      'reference',
      { form: 'event' },
      { hideOnCreate: true, default: { kind: 'value', value: TALK } },
    ),
  }),
};

let at: TestWorkspace;
let ctx: Ctx;
let pool: Pool;
let pub: PublicForm;
beforeAll(async () => {
  at = await openTestWorkspace();
  await publishBundle(await at.ctx(), 'fair', bundle(forms));
  pool = openPool({ connectionString: at.url, max: 20 });
  ctx = { ...(await at.ctx()), pool };
  await createRecord(ctx, EVENT, { id: TALK, values: { name: '内部代号', places: PLACES } });
  const place = { app: 'fair', form: 'booking' };
  // A limit too, so that what a refused submission held is seen to be free again.
  const { token } = await savePublicForm(ctx, place, { enabled: true, limit: 1_000 }, null);
  pub = (await findPublicForm(pool, ctx.catalog.workspace, token)) ?? expect.fail();
});
afterAll(async () => {
  await pool.end();
  await at.close();
});

const book = (visitor: number, people: number) =>
  submitPublic(ctx, pub, {
    id: newId(),
    visitor: `visitor-number-${visitor}`,
    values: { who: `v${visitor}`, people },
    params: {},
  });
const booked = async () => Number((await getRecord(ctx, EVENT, TALK)).values.booked);

test('visitors at once take the places to the last one, and no more', { timeout: 60_000 }, async () => {
  const taken = await Promise.all(
    Array.from({ length: 20 }, async (_, visitor) => {
      let done = 0;
      for (let n = 0; n < 2; n++) {
        try {
          await book(visitor, 1);
          done++;
        } catch (error) {
          expect(error).toMatchObject({ code: 'validation_failed' });
        }
      }
      return done;
    }),
  );
  expect(taken.reduce((sum, one) => sum + one, 0)).toBe(PLACES);
  expect(await booked()).toBe(PLACES);
  expect(await takenBy(ctx, pub)).toBe(PLACES);
});

test('who is refused reads the words of the check, and nothing of the record that they may not see', async () => {
  const refusal = await book(99, 1).then(
    () => expect.fail('it was taken'),
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(AppError);
  const { issues } = refusal as AppError;
  expect(issues).toMatchObject([{ code: 'check_failed', params: { zh: '名额不足' } }]);
  expect(JSON.stringify(issues)).not.toMatch(/内部代号|booked/);
  // Somebody gives places back.
  await book(1, -2);
  await book(2, 2);
  expect(await booked()).toBe(PLACES);
});
