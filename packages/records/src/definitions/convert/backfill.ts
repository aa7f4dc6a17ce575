import { type PoolClient, readPgError } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { openValue, sealValue } from '../../secrets/values.ts';
import { duplicatesIssue } from '../../storage/apply.ts';
import { countDuplicates } from '../../storage/duplicates.ts';
import { quoteName, uniqueIndexName } from '../../storage/names.ts';
import { convertAll, type Item } from './items.ts';

/** Records whose values are written by one statement. */
const SLICE = 1_000;
/** Records changed meanwhile that may be left for the moment of the flip, when nobody can write. */
const FEW = 200;
/** Events are kept for an hour: a conversion that takes longer can't know what changed. */
const MOST_MS = 50 * 60_000;
/** Between two words about how far it is. */
const TELL_MS = 500;

/** The values of a form, or of a sub-form's rows, on their way to other columns, while people go on writing to the old ones. */
export interface Backfill {
  /** Converts all records, then those changed meanwhile, until few are left. */
  run(): Promise<void>;
  /** Inside the transaction that flips: keeps writers out and converts the last changes. May run more than once. */
  finish(): Promise<void>;
}

export interface BackfillInput {
  readonly client: PoolClient;
  /** Whose values these are; for the rows of a sub-form, the form of those. */
  readonly form: CatalogForm;
  /** The form whose records own the rows: its events tell of them, and whoever writes rows has written a record first. */
  readonly owner?: CatalogForm | undefined;
  readonly items: readonly Item[];
  /** Asked before each slice; what it throws ends the conversion. */
  readonly check: () => void;
  /** Told now and then how far it is. */
  readonly progress: (done: number, total: number) => Promise<void>;
}

/**
 * New column → batches → swap. What was written behind a batch's back is known from the events of the form: those of
 * transactions that were open when the round before began, or came later.
 */
export function openBackfill(ctx: Ctx, input: BackfillInput): Backfill {
  const { client, form, owner, items, check } = input;
  const { schema } = ctx.catalog.workspace;
  const s = quoteName(schema);
  const where = `${s}.${quoteName(form.table)}`;
  // A record that changed has changed all of its rows, for all we know.
  const ofRecords = owner ? '_parent_id' : '_id';
  const columns = items.map(({ from }, index) => `${quoteName(from)} as v${index}`).join(', ');
  const started = Date.now();
  let since = '0';

  const horizon = async (): Promise<string> => {
    const { rows } = await client.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    );
    return rows[0]?.xmin ?? '0';
  };
  const changedSince = async (from: string): Promise<string[]> => {
    const { rows } = await client.query<{ id: string }>(
      `select distinct jsonb_array_elements_text(payload -> 'ids') as id from ${s}.outbox
       where txid >= $1::text::xid8 and kind = 'record' and payload ->> 'form' = $2`,
      [from, (owner ?? form).ref],
    );
    return rows.map(({ id }) => id);
  };

  const write = async (rows: readonly Row[]): Promise<void> => {
    for (const [index, item] of items.entries()) {
      const converted = await convertAll(
        ctx,
        item,
        rows.map((row) => openValue(ctx, form.ref, item.after.key, row._id, row[`v${index}`] ?? null)),
      );
      const pgType = item.after.type.column(item.after.config);
      const stored = converted.map(({ value }, row) =>
        item.after.meta.encrypted
          ? sealValue(ctx, form.ref, item.after.key, rows[row]?._id ?? '', value)
          : value,
      );
      try {
        await client.query(
          `update ${where} r set ${quoteName(item.to)} = ${read(pgType)}
           from unnest($1::uuid[], $2::text[]) as c (id, v) where r._id = c.id`,
          [rows.map(({ _id }) => _id), stored.map((value) => textOf(value, pgType))],
        );
      } catch (error) {
        throw await uniqueError(client, schema, form, item, error);
      }
    }
  };
  const convertIds = async (ids: readonly string[]): Promise<void> => {
    for (let start = 0; start < ids.length; start += SLICE) {
      check();
      const { rows } = await client.query<Row>(
        `select _id, ${columns} from ${where} where ${ofRecords} = any($1::uuid[])`,
        [ids.slice(start, start + SLICE)],
      );
      for (let from = 0; from < rows.length; from += SLICE) await write(rows.slice(from, from + SLICE));
    }
  };

  const counted = async (): Promise<number> => {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${where}`);
    return Number(rows[0]?.count ?? 0);
  };

  return {
    async run() {
      since = await horizon();
      const total = await counted();
      let last: string | null = null;
      let done = 0;
      let told = 0;
      for (;;) {
        check();
        if (Date.now() - started > MOST_MS) throw new AppError('busy');
        const { rows }: { rows: Row[] } = await client.query<Row>(
          `select _id, ${columns} from ${where} where $1::uuid is null or _id > $1 order by _id limit ${SLICE}`,
          [last],
        );
        if (total > SLICE && Date.now() - told >= TELL_MS) {
          told = Date.now();
          await input.progress(done, Math.max(done, total));
        }
        await write(rows);
        done += rows.length;
        if (rows.length < SLICE) break;
        last = rows.at(-1)?._id ?? null;
      }
      for (let round = 0; round < 20; round++) {
        const next = await horizon();
        const ids = await changedSince(since);
        await convertIds(ids);
        since = next;
        if (ids.length < FEW) return;
      }
    },
    async finish() {
      if (Date.now() - started > MOST_MS) throw new AppError('busy');
      const tables = owner ? [`${s}.${quoteName(owner.table)}`, where] : [where];
      await client.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
      await convertIds(await changedSince(since));
    },
  };
}

type Row = { readonly [column: string]: Value } & { readonly _id: string };

/** A value as text that the statement reads back into the column's type. */
function textOf(value: Value, pgType: string): string | null {
  if (value === null) return null;
  return pgType === 'jsonb' || pgType.endsWith('[]') ? JSON.stringify(value) : String(value);
}

const read = (pgType: string): string =>
  pgType.endsWith('[]')
    ? `case when c.v is null then null else array(select json_array_elements_text(c.v::json))::${pgType} end`
    : `c.v::${pgType}`;

/** Two values that become the same in a unique field or a key are the administrator's to solve, before publishing. */
async function uniqueError(
  client: PoolClient,
  schema: string,
  form: CatalogForm,
  item: Item,
  error: unknown,
): Promise<unknown> {
  const info = readPgError(error);
  if (info?.kind !== 'unique') return error;
  if (info.constraint !== uniqueIndexName(form.table, item.to)) {
    const path = ['forms', form.key, 'trellis', 'keys'];
    const issue = { path, code: 'key_duplicates', params: { count: 2 } };
    return new AppError('definition_invalid', { issues: [issue], cause: error });
  }
  // Inside the flip's transaction nothing more can be asked of it.
  const count = await countDuplicates(client, schema, form.table, item.from).catch(() => 2);
  const issue = duplicatesIssue(form.key, item.after.key, Math.max(count, 2));
  return new AppError('definition_invalid', { issues: [issue], cause: error });
}
