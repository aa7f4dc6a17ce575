import { lead } from '../lead.ts';
import { meter } from '../load/load.ts';
import { expect, measure, numberIn, pick, someIds } from './measure.ts';
import type { Scenario } from './scenario.ts';

/** More leads than one turn can make. */
const PLENTY = 1_000_000;

export const create: Scenario = {
  name: 'create',
  what: 'one record with 21 fields',
  turn(session, run) {
    const first = run.takeLeads(PLENTY);
    return measure(session, run, (k) => session.product.requests.create(lead(first + k)));
  },
};

export const update: Scenario = {
  name: 'update',
  what: 'one field of a random record',
  async turn(session, run) {
    const ids = await someIds(session);
    const score = () => Math.floor(Math.random() * 100);
    return measure(session, run, () => session.product.requests.update(pick(ids), score()));
  },
};

/** One request after the other, so that the figure is of the way in and not of the connections. */
export const bulk: Scenario = {
  name: 'bulk',
  what: 'many records in requests of a thousand, one after the other; records a second',
  async turn(session, run) {
    const { bulk: count, batch } = run.options;
    const { product } = session;
    const first = run.takeLeads(count);
    const requests = [];
    for (let done = 0; done < count; done += batch) {
      const size = Math.min(batch, count - done);
      requests.push(
        product.requests.bulk(Array.from({ length: size }, (_, index) => lead(first + done + index))),
      );
    }
    const stored = () => numberIn(session, `select count(*) as n from ${product.table.name}`);
    const before = await stored();
    const times: number[] = [];
    const used = meter({ server: product.pids, database: [run.database] });
    for (const request of requests) {
      const start = performance.now();
      expect('status', await session.send(request), 200);
      times.push(performance.now() - start);
    }
    const { seconds, server, database, client, otherCores } = used();
    expect('number of new records', (await stored()) - before, count);
    const sorted = times.sort((a, b) => a - b);
    return {
      rate: count / seconds,
      p50: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      p99: sorted.at(-1) ?? Number.NaN,
      serverMs: (1000 * server) / count,
      databaseMs: (1000 * database) / count,
      clientMs: (1000 * client) / count,
      otherCores,
      errors: 0,
      note: '',
    };
  },
};
