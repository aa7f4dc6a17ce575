import { type Logger, silentLogger } from './logger.ts';
import { type Found, startPolling } from './poll.ts';
import type { Pool, PoolClient } from './pool.ts';
import { quote } from './quote.ts';
import { prepared, type Statement, statement } from './statement.ts';
import { inTransaction } from './tx.ts';

export interface OutboxEvent {
  readonly id: string;
  readonly txid: string;
  readonly at: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** Where a workspace's outbox lies. */
export interface OutboxSource {
  readonly key: string;
  readonly schema: string;
}

export interface OutboxOptions {
  readonly pool: Pool;
  /** The workspaces to follow; asked again every second. Default: all of the platform. */
  readonly workspaces?: () => Promise<readonly OutboxSource[]>;
  readonly log?: Logger;
}

export interface OutboxReader {
  /** Look at once, e.g. after an own save; otherwise every 50–250 ms. */
  poke(): void;
  /** Resolves when the work in hand is done. */
  stop(): Promise<void>;
}

interface Position {
  readonly txid: string;
  readonly id: string;
}

const START: Position = { txid: '0', id: '0' };
const BATCH = 500;
/** Durable consumers work behind: what happens meanwhile is one transaction of theirs. */
const CONSUMER_REST_MS = 250;
/** Workspaces in one round trip. */
const GROUP = 20;

/**
 * Follows the outboxes from now on, in memory: every process sees every event (live updates, caches).
 * Delivery is in order per workspace; events of the last instant before the start may be included.
 */
export function tailOutbox(
  options: OutboxOptions & {
    readonly onEvents: (source: OutboxSource, events: readonly OutboxEvent[]) => void | Promise<void>;
  },
): OutboxReader {
  const positions = new Map<string, Position>();
  let first = true;
  return follow(options, {
    position: async (source) => {
      // A workspace found later was made since the start: all of its events are news.
      const known = positions.get(source.schema) ?? (first ? await now(options.pool) : START);
      positions.set(source.schema, known);
      return known;
    },
    take: async (source, events) => {
      const last = events.at(-1);
      if (last) positions.set(source.schema, last);
      await options.onEvents(source, events);
      return foundBy(events.length);
    },
    tick: async () => {
      first = false;
    },
  });
}

/**
 * Follows the outboxes with a durable position per workspace and consumer name. `handle` runs in the transaction
 * that moves the position, one process at a time per workspace: what it writes through `client` happens exactly
 * once, anything else at least once. When it throws, the same events come again.
 */
export function consumeOutbox(
  options: OutboxOptions & {
    readonly name: string;
    readonly handle: (
      client: PoolClient,
      source: OutboxSource,
      events: readonly OutboxEvent[],
    ) => Promise<void>;
  },
): OutboxReader {
  const { pool, name } = options;
  const hints = new Map<string, Position>();
  const log = options.log ?? silentLogger;
  let trimmedAt = Date.now();
  return follow(options, {
    // It reads for itself, under the lock on its position.
    batch: 1,
    restMs: CONSUMER_REST_MS,
    position: async (source) => {
      const known = hints.get(source.schema) ?? (await readCursor(pool, source, name));
      hints.set(source.schema, known);
      return known;
    },
    take: async (source) => {
      const consumed = await consume(options, source);
      if (consumed) hints.set(source.schema, consumed.reached);
      return consumed?.found ?? 'nothing';
    },
    tick: async (sources) => {
      if (Date.now() - trimmedAt < 600_000) return;
      trimmedAt = Date.now();
      for (const { schema } of sources) {
        const rows = await trimOutbox(pool, schema);
        if (rows) log.debug({ schema, rows }, 'outbox trimmed');
      }
    },
  });
}

/** Removes events that every durable consumer has passed and that are older than `keepMs` (default one hour). */
export async function trimOutbox(pool: Pool, schema: string, keepMs = 3_600_000): Promise<number> {
  const s = quote(schema);
  const { rowCount } = await pool.query(
    `delete from ${s}.outbox o where o.at < now() - $1 * interval '1 millisecond'
       and not exists (select 1 from ${s}.outbox_cursor c where (c.txid, c.id) < (o.txid, o.id))`,
    [keepMs],
  );
  return rowCount ?? 0;
}

/** Every workspace of the platform. */
export async function listWorkspaces(pool: Pool): Promise<OutboxSource[]> {
  const { rows } = await pool.query<OutboxSource>(
    'select key, schema_name as schema from platform.workspace order by key',
  );
  return rows;
}

const foundBy = (count: number): Found => (count >= BATCH ? 'more' : count > 0 ? 'some' : 'nothing');

interface Follower {
  /** Events read at a time; 500 unless told. */
  readonly batch?: number;
  /** Pause after something was found, unless more waits. */
  readonly restMs?: number;
  position(source: OutboxSource): Promise<Position>;
  /** Nothing, too, where another process has it in hand. */
  take(source: OutboxSource, events: readonly OutboxEvent[]): Promise<Found>;
  tick?(sources: readonly OutboxSource[]): Promise<void>;
}

function follow(options: OutboxOptions, follower: Follower): OutboxReader {
  const { pool } = options;
  const { batch = BATCH, restMs } = follower;
  const log = options.log ?? silentLogger;
  const list = options.workspaces ?? (() => listWorkspaces(pool));
  let sources: readonly OutboxSource[] = [];
  let listedAt = 0;
  const poll = async (): Promise<Found> => {
    if (Date.now() - listedAt >= 1_000) {
      sources = await list();
      listedAt = Date.now();
    }
    const taken = new Set<Found>();
    for (let start = 0; start < sources.length; start += GROUP) {
      const group = sources.slice(start, start + GROUP);
      const found = await readGroup(pool, group, await Promise.all(group.map(follower.position)), batch);
      for (const [source, events] of found) taken.add(await follower.take(source, events));
    }
    await follower.tick?.(sources);
    return taken.has('more') ? 'more' : taken.has('some') ? 'some' : 'nothing';
  };
  const failed = (error: unknown) => {
    // A workspace may have been removed: ask for the list again.
    listedAt = 0;
    log.warn({ err: error }, 'outbox read failed');
  };
  return startPolling(poll, failed, restMs);
}

const statements = new Map<string, Statement>();

/** The committed events after each position that no open transaction can still precede. */
async function readGroup(
  pool: Pool,
  sources: readonly OutboxSource[],
  after: readonly Position[],
  batch: number,
): Promise<Map<OutboxSource, OutboxEvent[]>> {
  const found = new Map<OutboxSource, OutboxEvent[]>();
  if (sources.length === 0) return found;
  const key = `${batch} ${sources.map((source) => source.schema).join(' ')}`;
  let cached = statements.get(key);
  if (!cached) {
    if (statements.size > 1_000) statements.clear();
    cached = statement(
      sources
        .map((source, i) => `(${eventsAfter(source.schema, `$${2 * i + 1}`, `$${2 * i + 2}`, i, batch)})`)
        .join(' union all '),
    );
    statements.set(key, cached);
  }
  const { rows } = await prepared<OutboxEvent & { source: number }>(
    pool,
    cached,
    after.flatMap(({ txid, id }) => [txid, id]),
  );
  for (const { source, ...event } of rows) {
    const owner = sources[source];
    if (!owner) continue;
    const events = found.get(owner);
    if (events) events.push(event);
    else found.set(owner, [event]);
  }
  return found;
}

/**
 * A transaction that is still open may commit rows with a smaller txid than rows already visible. Below
 * pg_snapshot_xmin there is none, so a position in (txid, id) order never passes a late commit.
 */
function eventsAfter(schema: string, txid: string, id: string, source: number, batch: number): string {
  return `select ${source} as source, id, txid::text, at, kind, payload from ${quote(schema)}.outbox
    where (txid, id) > (${txid}::xid8, ${id}::bigint) and txid < pg_snapshot_xmin(pg_current_snapshot())
    order by outbox.txid, id limit ${batch}`;
}

async function consume(
  { pool, name, handle }: Parameters<typeof consumeOutbox>[0],
  source: OutboxSource,
): Promise<{ readonly reached: Position; readonly found: Found } | undefined> {
  return inTransaction(pool, async ({ client }) => {
    const cursors = `${quote(source.schema)}.outbox_cursor`;
    await client.query(
      `insert into ${cursors} (name, txid, id) values ($1, '0', 0) on conflict (name) do nothing`,
      [name],
    );
    const { rows } = await client.query<Position>(
      `select txid::text, id from ${cursors} where name = $1 for update skip locked`,
      [name],
    );
    const cursor = rows[0];
    // Another process is at it.
    if (!cursor) return undefined;
    const { rows: events } = await client.query<OutboxEvent>(
      eventsAfter(source.schema, '$1', '$2', 0, BATCH),
      [cursor.txid, cursor.id],
    );
    const last = events.at(-1);
    if (!last) return { reached: cursor, found: 'nothing' };
    await handle(client, source, events);
    await client.query(`update ${cursors} set txid = $2::xid8, id = $3, updated_at = now() where name = $1`, [
      name,
      last.txid,
      last.id,
    ]);
    return { reached: { txid: last.txid, id: last.id }, found: foundBy(events.length) };
  });
}

async function readCursor(pool: Pool, source: OutboxSource, name: string): Promise<Position> {
  const { rows } = await pool.query<Position>(
    `select txid::text, id from ${quote(source.schema)}.outbox_cursor where name = $1`,
    [name],
  );
  return rows[0] ?? START;
}

async function now(pool: Pool): Promise<Position> {
  const { rows } = await pool.query<{ txid: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as txid',
  );
  return { txid: rows[0]?.txid ?? '0', id: '0' };
}
