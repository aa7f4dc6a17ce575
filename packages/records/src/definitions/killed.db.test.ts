import { writeFileSync } from 'node:fs';
import type { AppBundle, FieldSchema } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bulkCreate,
  checkStorage,
  createRecord,
  publishBundle,
  queryRecords,
  updateRecord,
} from '../server.ts';
import { underPublishLock } from '../storage/lock.ts';
import { startServer } from '../testing/killed.ts';
import { bundle, field, form, options } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

/** How often; `npm run proof` asks for 30, and for the moments of another seed each time. */
const KILLS = Number(process.env.TRELLIS_PROOF_KILLS ?? 3);
const SEED = Number(process.env.TRELLIS_PROOF_SEED ?? 20261122);
const RECORDS = KILLS > 3 ? 8_000 : 1_500;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let w: TestWorkspace;
beforeAll(async () => {
  w = await openTestWorkspace();
});
afterAll(() => w.close());

/** The app after so many changes, each with something of everything: types, columns, indexes, options, rows, forms. */
function app(n: number): AppBundle {
  const even = n % 2 === 0;
  const visits = Object.fromEntries([...Array(Math.min(n, 8)).keys()].map((i) => [`visit${i}`, visit()]));
  const extra = Object.fromEntries(
    [...Array(n % 5).keys()].map((i): [string, FieldSchema] => [
      `extra${i}`,
      field(i % 2 ? 'date' : 'number'),
    ]),
  );
  const columns: Record<string, FieldSchema> = {
    item: field('text'),
    ...(even ? {} : { qty: field('number') }),
  };
  return bundle({
    thing: form(
      {
        name: field('text', { maxLength: 100 }, { unique: !even, searchable: even }),
        value: even ? field('text') : field('number'),
        grade: field('select', options('a', 'b', ...(even ? ['c'] : ['d', 'e']))),
        lines: field('subform', { form: { properties: columns, required: [] } } as never),
        ...extra,
      },
      { titleField: 'name' },
    ),
    ...visits,
  });
}
const visit = () => form({ name: field('text'), thing: field('reference', { form: 'thing' }) });

/**
 * Publishes in a process of its own, which is killed when the moment has come, or once it is done.
 * @param starting the process, which has got ready beside whatever else happened
 * @param moment told the milliseconds since the publish began
 * @returns whether it was done, and the milliseconds that it had
 */
async function publishes(
  starting: ReturnType<typeof startServer>,
  next: AppBundle,
  moment: (millis: number) => boolean | Promise<boolean> = () => false,
) {
  const server = await starting;
  const started = performance.now();
  const done = await server.works(`publish crm ${JSON.stringify(next)}`, () =>
    moment(performance.now() - started),
  );
  const span = performance.now() - started;
  await server.kill();
  return { done, span };
}

test(
  'kill -9 at any moment of a publish leaves every form usable, and all of them old or all of them new',
  async () => {
    const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed: SEED, numRuns: KILLS });
    await publishBundle(await w.ctx(), 'crm', app(0));
    const rows = Array.from({ length: RECORDS }, (_, n) => ({ values: { name: `n${n}`, value: `${n}` } }));
    for (let from = 0; from < rows.length; from += 4_000)
      await bulkCreate(await w.ctx(), 'crm:thing', rows.slice(from, from + 4_000));
    const documents = async () => {
      const { forms } = await w.catalog();
      return JSON.stringify([...forms].map(([ref, { document }]) => [ref, document]).sort());
    };
    const version = async () => JSON.stringify(await w.list(`select meta_version from ${w.schema}.meta`));
    const figures = { kills: KILLS, records: RECORDS, seed: SEED, before: 0, after: 0, completed: 0 };
    let made = 0;
    let stage = 1;
    // As long as a publish takes in a process of its own, so that moments before and after its flip are met alike.
    let { span } = await publishes(startServer(w), app(stage));
    let next = startServer(w);
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = await documents();
      const old = await version();
      // Some are let live until new definitions are there: what a publish does after that is short.
      const at = (moments[kill - 1] ?? 0) * span;
      const server = next;
      if (kill < KILLS) next = startServer(w);
      const { done, span: took } = await publishes(server, app(stage + 1), async (millis) =>
        kill % 3 === 0 ? (await version()) !== old : millis > at,
      );
      if (done) span = took;

      // The database may notice only later that the process is gone; then the next start looks after what it left.
      await underPublishLock(w.pool, w.schema, async () => undefined, 30_000);
      expect(await checkStorage(w.pool, w.workspace, silent)).toEqual([]);
      const catalog = await w.catalog();
      expect([...catalog.forms.values()].filter(({ state }) => state !== 'ok')).toEqual([]);
      const moved = (await documents()) !== before;
      figures[done ? 'completed' : moved ? 'after' : 'before']++;
      expect(moved || !done, 'a publish that said it was done is there').toBe(true);
      if (moved) stage++;
      expect(Object.keys(Object.fromEntries(catalog.forms)).sort()).toEqual(
        Object.keys(app(stage).forms)
          .map((key) => `crm:${key}`)
          .sort(),
      );

      // Every form can be read and written.
      const ctx = await w.ctx();
      for (const ref of catalog.forms.keys()) {
        const values = {
          name: `k${kill}`,
          ...(ref === 'crm:thing' ? { value: '7', lines: [{ item: '行' }] } : {}),
        };
        const { id, version } = await createRecord(ctx, ref, { values });
        await updateRecord(ctx, ref, id, { version, set: { name: `k${kill}b` } });
        if (ref === 'crm:thing') made++;
      }
      const { total } = await queryRecords(ctx, 'crm:thing', { limit: 1, total: 'exact' });
      expect(total?.value).toBe(RECORDS + made);
      const kept = await queryRecords(ctx, 'crm:thing', { filter: { '==': [{ var: 'name' }, 'n1234'] } });
      expect(kept.records[0]?.values.value).toBe('1234');
      expect(await w.list('select 1 from pg_index where not indisvalid')).toEqual([]);
    }
    // And the last change can be made in peace.
    await publishBundle(await w.ctx(), 'crm', app(stage + 1));
    const { TRELLIS_PROOF_KILLS, TRELLIS_PROOF_REPORT } = process.env;
    if (TRELLIS_PROOF_KILLS && TRELLIS_PROOF_REPORT)
      writeFileSync(TRELLIS_PROOF_REPORT, JSON.stringify(figures));
  },
  KILLS * 60_000,
);
