import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { EmbeddedConnection } from '@trellis/db';
import { type Measurement, meter, quantile } from '../load/load.ts';
import type { Options } from '../options.ts';
import type { Run } from '../scenarios/scenario.ts';

/**
 * The floor's SQL without any server before it, from PostgreSQL's own load tool. Undefined where that is not
 * installed; the function it gives answers undefined for a scenario that has no script.
 */
export function openPgbench(connection: EmbeddedConnection, options: Options) {
  if (spawnSync('pgbench', ['--version']).status !== 0) return undefined;
  return (scenario: string, run: Run): Promise<Measurement> | undefined => {
    const script = path.join(import.meta.dirname, '../pgbench', `${scenario.replace('_ix', '')}.sql`);
    return existsSync(script) ? turn(connection, options, scenario, script, run) : undefined;
  };
}

async function turn(
  connection: EmbeddedConnection,
  { conns, secs, warm }: Options,
  scenario: string,
  script: string,
  run: Run,
): Promise<Measurement> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-pgbench-'));
  const { host, port, user, database } = connection;
  const clients = scenario === 'aggregate' ? 1 : conns;
  const args = (seconds: number) =>
    [
      ...['--no-vacuum', '-h', host, '-p', port, '-U', user, '-M', 'extended', '-c', clients, '-j', 1],
      ...['-T', Math.ceil(seconds), '-D', `base=${run.takeLeads(1)}`, '-f', script],
      ...['--log', `--log-prefix=${folder}/log`, database],
    ].map(String);
  try {
    await pgbench(args(warm));
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
    const used = meter({ server: [], database: [run.database] });
    const output = await pgbench(args(secs));
    const { database: cpu, otherCores } = used();
    const latencies = readdirSync(folder)
      .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000)
      .sort((a, b) => a - b);
    return {
      rate: Number(/tps = ([\d.]+)/.exec(output)?.[1]),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      serverMs: Number.NaN,
      databaseMs: (1000 * cpu) / latencies.length,
      clientMs: Number.NaN,
      otherCores,
      errors: 0,
      note: '',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pgbench(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, mistakes] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      mistakes += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(mistakes))));
  });
}
