import { parseArgs } from 'node:util';

/** What to measure and how long. */
export interface Options {
  /** In the order in which they take their turns. */
  readonly products: readonly string[];
  readonly scenarios: readonly string[];
  /** Measured seconds of one turn, after `warm` seconds that don't count. */
  readonly secs: number;
  readonly warm: number;
  /** Turns of each product. */
  readonly reps: number;
  /** Connections, with one request in flight on each. */
  readonly conns: number;
  /** Records in the table before the first turn. */
  readonly rows: number;
  /** Records of one bulk turn, and of one of its requests. */
  readonly bulk: number;
  readonly batch: number;
  /** Folder for the databases; it is kept, and what it holds already is used again. */
  readonly data?: string;
  /** File that every measurement is added to, one JSON object a line. */
  readonly out?: string;
  /** Folder for a CPU profile of the Trellis server, written when it stops. */
  readonly profile?: string;
}

const DEFAULTS = {
  products: 'pgbench,raw,trellis',
  scenarios: 'get,list,list_ix,deep,count,search,totals,aggregate,create,update,bulk',
  secs: '5',
  warm: '2',
  reps: '3',
  conns: '8',
  rows: '200000',
  bulk: '20000',
  batch: '1000',
};

/** Reads the command line; prints what is wrong with it and ends the process. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...(Object.fromEntries(
        Object.entries(DEFAULTS).map(([name, value]) => [name, { type: 'string', default: value }]),
      ) as Record<keyof typeof DEFAULTS, { type: 'string'; default: string }>),
      data: { type: 'string' },
      out: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const list = (text: string) => text.split(',').filter(Boolean);
  return {
    products: list(values.products),
    scenarios: list(values.scenarios),
    secs: positive('secs', values.secs),
    warm: positive('warm', values.warm),
    reps: positive('reps', values.reps),
    conns: positive('conns', values.conns),
    rows: positive('rows', values.rows),
    bulk: positive('bulk', values.bulk),
    batch: positive('batch', values.batch),
    ...(values.data ? { data: values.data } : {}),
    ...(values.out ? { out: values.out } : {}),
    ...(values.profile ? { profile: values.profile } : {}),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  process.stderr.write(`--${name} must be a number above 0, not "${text}"\n`);
  process.exit(2);
}
