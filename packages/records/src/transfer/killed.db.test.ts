import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEAL, now, openDeals } from '../batch/testing/deals.ts';
import { type Ctx, getBatch, type Imports, openImports, startBatch, undoBatch } from '../server.ts';
import { startServer } from '../testing/killed.ts';
import type { ImportBody } from './job/body.ts';

/** Servers that are killed at any moment of an import, of a batch edit and of taking them back. */

/** How often, in fours; `npm run proof` asks for 40, and for the moments of another seed each time. */
const ROUNDS = Number(process.env.TRELLIS_PROOF_KILLS ?? 2);
const SEED = Number(process.env.TRELLIS_PROOF_SEED ?? 20_261_123);
/** Rows of a file, half of them about records that are there. */
const ROWS = 600;

let w: Awaited<ReturnType<typeof openDeals>>;
let ctx: Ctx;
let imports: Imports;
const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-killed-'));
beforeAll(async () => {
  w = await openDeals();
  ({ ctx } = w);
  imports = openImports({ pool: w.at.pool, dir, log: ctx.log, open: async () => ctx });
});
afterAll(async () => {
  await imports.stop();
  await w.at.close();
  rmSync(dir, { recursive: true });
});

const first = async <T>(sql: string, ...params: unknown[]): Promise<T> =>
  (await w.at.list(sql.replaceAll('$s', w.at.schema), params))[0] as T;

/** All that is stored of the living deals, but for how often and when they were written. */
const standing = () =>
  first<string>(
    `select md5(string_agg((to_jsonb(r) - '{_version,_updated_at,_updated_by}'::text[])::text, '|' order by _id))
     from $s.crm__deal as r where _deleted_at is null`,
  );
/** Records that history says a batch, or an import, has written. */
const written = (id: string) =>
  first<number>(`select count(distinct record_id)::int from $s.record_change where batch = $1`, id);
const jobState = (id: string) => first<string>('select state from $s.import_job where id = $1', id);

async function settled(job: ImportBody): Promise<ImportBody> {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 10));
    current = await imports.get(ctx, DEAL, job.id);
  }
  return current;
}

async function previewed(round: number): Promise<ImportBody> {
  const lines = Array.from({ length: ROWS }, (_, n) => `D${n},${round + 1},${round % 2 ? 'a' : 'b'}`);
  const content = Readable.from([Buffer.from(['title,amount,tags', ...lines].join('\n'))]);
  const job = await imports.upload(now(ctx), DEAL, { name: '商机.csv', content });
  const columns = ['title', 'amount', 'tags'].map((field, column) => ({ column, field }));
  const mapping = { headerRows: 1, columns, match: ['title'], policy: 'upsert' as const };
  return settled(await imports.preview(now(ctx), DEAL, job.id, mapping));
}

test(
  'kill -9 at any moment leaves all of an import or nothing, of a batch what it tells, and both go on',
  async () => {
    const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), {
      seed: SEED,
      numRuns: 4 * ROUNDS,
    });
    const ids = await w.make(ROWS / 2, () => ({ amount: '500', tags: ['c'] }));
    const before = await standing();
    const figures = { kills: 0, rows: ROWS, seed: SEED, nothing: 0, part: 0, all: 0 };
    const spans = new Map<string, number>();
    const at = { url: w.at.url, pool: w.at.pool, dir };
    let next = startServer(at);

    /** Has a server work that is killed meanwhile; the next one gets ready beside it. */
    async function killed(what: string, line: string): Promise<void> {
      const server = await next;
      if (figures.kills + 1 < 4 * ROUNDS) next = startServer(at);
      const span = spans.get(what) ?? 300;
      const started = performance.now();
      const moment = (moments[figures.kills++] ?? 0) * span;
      const ended = await server.works(line, () => performance.now() - started > moment);
      // As long as it takes: where it was not over by the end of the time, the next time is longer.
      spans.set(what, ended ? performance.now() - started : Math.max(span, moment * 1.5));
      await server.kill();
    }
    const notePart = (done: number, total: number) => {
      figures[done === 0 ? 'nothing' : done === total ? 'all' : 'part']++;
    };

    /** Of an import all is there, and it says so, or nothing. */
    async function importIsWhole(id: string): Promise<void> {
      const done = (await jobState(id)) === 'done';
      const count = await written(id);
      expect(count).toBe(done ? ROWS : 0);
      if (!done) expect(await standing()).toBe(before);
      notePart(count, ROWS);
    }
    /** A batch says of as many records that they are done as are written. */
    async function batchIsTrue(id: string, total: number): Promise<void> {
      const { done } = await getBatch(now(ctx), id);
      expect(await written(id)).toBe(done);
      notePart(done, total);
    }

    for (let round = 0; round < ROUNDS; round++) {
      const job = await previewed(round);
      expect(job.preview?.plan).toEqual({ created: ROWS / 2, changed: ROWS / 2, unchanged: 0, left: 0 });
      await killed('commit', `commit ${DEAL} ${job.id}`);
      await importIsWhole(job.id);
      await killed('go on', 'go on');
      await importIsWhole(job.id);
      // What a start does; what was killed before it began is begun.
      if ((await jobState(job.id)) === 'previewed')
        await imports.commit(now(ctx), DEAL, job.id, { skipInvalid: false });
      else await imports.sweep([w.at.workspace]);
      const done = await settled(await imports.get(ctx, DEAL, job.id));
      expect(done).toMatchObject({
        state: 'done',
        result: { created: ROWS / 2, updated: ROWS / 2, failed: 0 },
      });
      expect(await written(job.id)).toBe(ROWS);

      const { id: edit } = await startBatch(now(ctx), DEAL, {
        records: { ids },
        action: { op: 'edit', changes: [{ field: 'cost', op: 'set', value: '7' }] },
      });
      await killed('edit', 'go on');
      await batchIsTrue(edit, ids.length);
      await w.work();
      expect(await getBatch(now(ctx), edit)).toMatchObject({ state: 'done', done: ids.length, skipped: 0 });
      await undoBatch(now(ctx), edit);
      await w.work();

      const { id: undo } = await undoBatch(now(ctx), job.id);
      await killed('undo', 'go on');
      await batchIsTrue(undo, ROWS);
      await w.work();
      expect(await getBatch(now(ctx), undo)).toMatchObject({
        state: 'done',
        done: ROWS,
        skipped: 0,
        kept: 0,
      });
      expect(await standing()).toBe(before);
    }
    const { TRELLIS_PROOF_KILLS, TRELLIS_PROOF_REPORT } = process.env;
    if (TRELLIS_PROOF_KILLS && TRELLIS_PROOF_REPORT)
      writeFileSync(TRELLIS_PROOF_REPORT, JSON.stringify(figures));
  },
  60_000 + ROUNDS * 120_000,
);
