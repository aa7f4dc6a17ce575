import { busySeconds, cpuSeconds } from '../machine/cpu.ts';

/** What one turn of a product gave. Times are in milliseconds; CPU per answered request (bulk: per record). */
export interface Measurement {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly serverMs: number;
  readonly databaseMs: number;
  readonly clientMs: number;
  /** Cores that others kept busy meanwhile. */
  readonly otherCores: number;
  readonly errors: number;
  readonly note: string;
}

export interface Processes {
  readonly server: readonly number[];
  readonly database: readonly number[];
}

/** CPU from now on; the function answers what was used since, in seconds. */
export function meter({ server, database }: Processes) {
  const read = () => {
    const { user, system } = process.cpuUsage();
    return {
      at: performance.now() / 1000,
      server: cpuSeconds(server),
      database: cpuSeconds(database),
      client: (user + system) / 1e6,
      busy: busySeconds(),
    };
  };
  const start = read();
  return () => {
    const end = read();
    const [server, database] = [end.server - start.server, end.database - start.database];
    const [client, seconds] = [end.client - start.client, end.at - start.at];
    const others = (end.busy - start.busy - server - database - client) / seconds;
    return { seconds, server, database, client, otherCores: Math.max(0, others) };
  };
}

export interface LoadInput {
  readonly conns: number;
  readonly secs: number;
  readonly warm: number;
  readonly processes: Processes;
  /** Sends request number `k` and answers its HTTP status. */
  readonly one: (k: number) => Promise<number>;
}

/** Answers that a server's code needs to be compiled as it stays; on a busy machine they take a while. */
const WARM_ANSWERS = 3_000;
const WARM_MAX = 5;

/**
 * `conns` loops send back to back for `secs` seconds, after a warm-up that doesn't count: `warm` seconds, and up to
 * five times that while fewer than 3,000 answers have come.
 */
export async function load({ conns, secs, warm, processes, one }: LoadInput): Promise<Measurement> {
  let [sent, stopped, measuring, errors] = [0, false, false, 0];
  const latencies: number[] = [];
  const failures = new Map<string, number>();
  const loops = Array.from({ length: conns }, async () => {
    while (!stopped) {
      const start = performance.now();
      const failure = await failureOf(one, sent++);
      if (failure !== undefined) {
        failures.set(failure, (failures.get(failure) ?? 0) + 1);
        if (measuring) errors++;
        // A refusal is quick: without a pause it would take all of the time.
        await sleep(20);
      } else if (measuring) latencies.push(performance.now() - start);
    }
  });
  const warmUntil = performance.now() + warm * 1000 * WARM_MAX;
  await sleep(warm * 1000);
  while (sent < WARM_ANSWERS && performance.now() < warmUntil) await sleep(50);
  const used = meter(processes);
  measuring = true;
  await sleep(secs * 1000);
  measuring = false;
  const { seconds, server, database, client, otherCores } = used();
  stopped = true;
  await Promise.all(loops);
  const count = latencies.length;
  const sorted = latencies.sort((a, b) => a - b);
  return {
    rate: count / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    serverMs: (1000 * server) / count,
    databaseMs: (1000 * database) / count,
    clientMs: (1000 * client) / count,
    otherCores,
    errors,
    note: [...failures].map(([text, times]) => `${times} × ${text}`).join(', '),
  };
}

async function failureOf(one: LoadInput['one'], k: number): Promise<string | undefined> {
  try {
    const status = await one(k);
    return status < 300 ? undefined : `status ${status}`;
  } catch (error) {
    return String(error);
  }
}

/** Value below which the share `p` of a sorted list lies. */
export const quantile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
