/**
 * Trellis beside the practical floor, in turns: `npx tsx bench/run.ts --secs 5 --reps 3`. See docs/bench.md.
 */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { startDatabase } from './database.ts';
import { fill as fillTable } from './fill.ts';
import { numberOf } from './lead.ts';
import { sleep } from './load/load.ts';
import { describeMachine } from './machine/describe.ts';
import { type Options, readOptions } from './options.ts';
import { openPgbench } from './products/pgbench.ts';
import { startRaw } from './products/raw.ts';
import { startTrellis } from './products/trellis.ts';
import { figure, type Result, report } from './report.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { numberIn } from './scenarios/measure.ts';
import type { Run, Scenario } from './scenarios/scenario.ts';
import { openSession, type Session } from './session.ts';

/** A turn of a product; undefined where it has no part in the scenario. */
type Turn = (
  scenario: Scenario,
  run: Run,
) => Promise<Omit<Result, 'scenario' | 'product' | 'rep'>> | undefined;

const options = readOptions(process.argv.slice(2));
const closers: (() => Promise<void>)[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().then(() => process.exit(1)));
}
try {
  await main();
} finally {
  await close();
}

async function close(): Promise<void> {
  for (let next = closers.pop(); next; next = closers.pop()) await next();
}

async function main(): Promise<void> {
  const server = await startDatabase(options.data);
  closers.push(() => server.stop());
  const databases = { raw: await server.open('raw'), trellis: await server.open('trellis_bench') };
  const start = {
    raw: () => startRaw(databases.raw),
    trellis: () =>
      startTrellis(databases.trellis, {
        dataDir: path.join(server.folder, 'files'),
        profile: options.profile,
      }),
  };
  const sessions: Session[] = [];
  const turns = new Map<string, Turn>();
  for (const name of options.products) {
    if (name === 'pgbench') {
      const turn = openPgbench(databases.raw.connection, options);
      if (turn) turns.set(name, (scenario, run) => turn(scenario.name, run));
      else say('pgbench is not installed: left out');
    } else if (name === 'raw' || name === 'trellis') {
      const session = await openSession(await start[name](), options.conns);
      closers.push(() => session.close());
      await fill(session, options);
      sessions.push(session);
      turns.set(name, (scenario, run) => scenario.turn(session, run));
    } else throw new Error(`there is no product ${name}`);
  }
  let next = await firstFree(sessions);
  const run: Run = {
    options,
    database: server.pid,
    takeLeads(count) {
      next += count;
      return next - count;
    },
  };
  const results = await measureAll(sessions, turns, run);
  process.stdout.write(`\n${await describeMachine(databases.raw.pool)}\n`);
  process.stdout.write(
    `${options.rows} records, ${options.conns} connections, ${options.reps} × ${options.secs} s after ${options.warm} s\n\n`,
  );
  process.stdout.write(`${report(results)}\n`);
}

async function fill(session: Session, { rows }: Options): Promise<void> {
  const { table, name } = session.product;
  const start = performance.now();
  if (!(await fillTable(session, rows))) return;
  const count = await numberIn(session, `select count(*) as n from ${table.name}`);
  say(`${name}: ${count} records in ${figure((performance.now() - start) / 1000)} s`);
}

/** A folder that is used again holds the leads of earlier runs; those of pgbench have phones of another form. */
async function firstFree(sessions: readonly Session[]): Promise<number> {
  let last = 0;
  for (const { product } of sessions) {
    const { rows } = await product.pool.query<{ phone: string }>(
      `select max(${product.table.column('phone')}) as phone from ${product.table.name}
       where ${product.table.column('phone')} like '+%'`,
    );
    last = Math.max(last, numberOf(rows[0]?.phone ?? '+491000000000'));
  }
  return last + 1;
}

async function measureAll(
  sessions: readonly Session[],
  turns: ReadonlyMap<string, Turn>,
  run: Run,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const scenario of options.scenarios.map(scenarioOf)) {
    for (const session of sessions) {
      await session.renew();
      await session.product.pool.query(`vacuum analyze ${session.product.table.name}`);
      await scenario.prepare?.(session);
    }
    for (let rep = 1; rep <= options.reps; rep++) {
      for (const [product, turn] of turns) {
        const measured = await turn(scenario, run);
        if (!measured) continue;
        const result = { scenario: scenario.name, product, rep, ...measured };
        results.push(result);
        tell(result);
        await sleep(300);
      }
    }
    for (const session of sessions) await scenario.cleanUp?.(session);
  }
  return results;
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  return scenario;
}

function tell(result: Result): void {
  const { scenario, product, rep, rate, p50, p99, serverMs, databaseMs, clientMs, otherCores, note } = result;
  if (options.out)
    appendFileSync(options.out, `${JSON.stringify({ at: new Date().toISOString(), ...result })}\n`);
  say(
    `${scenario.padEnd(9)} ${product.padEnd(8)} ${rep}  ${figure(rate).padStart(7)}/s  p50 ${figure(p50)}  p99 ${figure(p99)}` +
      `  CPU ms: server ${figure(serverMs)}, PG ${figure(databaseMs)}, client ${figure(clientMs)}; other cores ${figure(otherCores)}  ${note}`,
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
