import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { inTransaction } from '@trellis/db';
import { AppError, EXPORT_DAYS, type Issue } from '@trellis/metadata';
import { comesLater } from '../../batch/turn.ts';
import type { Ctx } from '../../contract.ts';
import { notify } from '../../messages/notify.ts';
import { readerOf } from '../../messages/reader.ts';
import { inSnapshot } from '../../query/snapshot.ts';
import type { StreamPage } from '../../query/stream.ts';
import { contentOf } from './content.ts';
import { fileNameOf } from './export.ts';
import { type ExportPlaces, keep, placeFor, removeKept } from './kept.ts';
import { type ExportSheet, sheetsOf } from './sheets.ts';
import { announceExport } from './start.ts';
import { type Attempt, changeExport, type ExportRow, endExport, findExports } from './store.ts';

export type ExportBase = Pick<Ctx, 'pool' | 'catalog' | 'keys' | 'log'>;

/** A single statement of an export in the background; the first one of a sheet may have to sort all of it. */
const STATEMENT_MS = 15 * 60_000;
/** How often it is written down how far an export is, and looked whether it was stopped. */
const NOTE_MS = 500;
/** An export that ends the process each time must not do so for ever. */
const ATTEMPTS = 3;

/** Thrown into an export that somebody stopped or took over, or that this process has no more time for. */
class Ended extends Error {}

/**
 * Makes the file of an export, as its member, with the rights of the moment, from one snapshot. A process that dies leaves
 * nothing that is shown: the next one begins anew. Throws where it is to be tried again later.
 * @param goOn asked now and then
 */
export async function workOnExport(
  base: ExportBase,
  places: ExportPlaces,
  id: string,
  goOn: () => boolean,
): Promise<void> {
  const [found] = await findExports(base, base.pool, `WHERE e.id = $1 AND e.state = 'running'`, [id]);
  if (!found) return;
  if (found.attempts >= ATTEMPTS) return fail(base, found, { path: [], code: 'export_gave_up' });
  const row = { ...found, attempts: found.attempts + 1 };
  if (!(await changeExport(base, base.pool, found, { attempts: row.attempts, done: 0 }))) return;
  try {
    await make(base, places, row, goOn);
  } catch (error) {
    if (error instanceof Ended || comesLater(error)) {
      // It is not to blame.
      await changeExport(base, base.pool, row, { attempts: found.attempts });
      if (!(error instanceof Ended)) throw error;
      if (!goOn()) await announceExport(base.pool, base.catalog.workspace.schema, row);
      return;
    }
    if (!(error instanceof AppError)) throw error;
    await fail(base, row, error.issues[0] ?? { path: [], code: error.code, params: error.params });
  }
}

async function make(
  base: ExportBase,
  places: ExportPlaces,
  row: ExportRow,
  goOn: () => boolean,
): Promise<void> {
  const { query } = row;
  const { pool } = base;
  const reader = await readerOf({ ...base, now: row.createdAt }, row.member);
  if (!reader)
    throw new AppError('validation_failed', { issues: [{ path: [], code: 'export_member_gone' }] });
  const ctx: Ctx = { ...reader.ctx, locale: row.locale };
  const sheets = sheetsOf(ctx, `${row.app}:${row.form}`, query);
  const { passing, count } = counter(base, row, goOn);
  const part = await placeFor(places, row);
  try {
    const content = inSnapshot(ctx, STATEMENT_MS, async function* (at): AsyncGenerator<Buffer> {
      await changeExport(base, pool, row, { total: await totalOf(at, sheets) });
      const filled = sheets.map((sheet) => ({ ...sheet, pages: () => passing(sheet.pages(at)) }));
      yield* contentOf(ctx, query.format, filled);
    });
    await pipeline(content, createWriteStream(part, { mode: 0o600 }));
    const { size } = await stat(part);
    // Noted before it lies there, so that it is found whatever happens.
    if (!(await changeExport(base, pool, row, { stored: true }))) throw new Ended();
    await keep(places, base.catalog.workspace, row.id, part);
    const name = fileNameOf(ctx, sheets[0]?.name ?? row.form, query.format);
    const done = await finish(base, row, { done: count(), file_name: name, size });
    if (!done) await removeStopped(base, places, row);
  } finally {
    await rm(part, { force: true });
  }
}

/** Nothing is kept of one that was stopped a moment ago; of one that was taken over the file may be another's. */
async function removeStopped(base: ExportBase, places: ExportPlaces, { id }: ExportRow): Promise<void> {
  const { pool, catalog } = base;
  const [stopped] = await findExports(base, pool, `WHERE e.id = $1 AND e.state = 'cancelled'`, [id]);
  if (stopped) await removeKept(pool, places, catalog.workspace, id);
}

const finish = (
  base: ExportBase,
  row: ExportRow,
  changes: { readonly done: number; readonly file_name: string; readonly size: number },
): Promise<boolean> =>
  inTransaction(base.pool, async ({ client }) => {
    if (!(await changeExport(base, client, row, changes))) return false;
    await endExport(base, client, row.id, 'done', { days: EXPORT_DAYS });
    const params = { count: changes.done, days: EXPORT_DAYS };
    await notify(base, client, { ...about(row), kind: 'system', text: 'exported', params });
    return true;
  });

const fail = (base: ExportBase, row: ExportRow, issue: Issue): Promise<void> =>
  inTransaction(base.pool, async ({ client }) => {
    if (await endExport(base, client, row.id, 'failed', { attempts: row.attempts, issue }))
      await notify(base, client, { ...about(row), kind: 'system', text: 'exportFailed' });
  });

const about = ({ id, app, form, member }: ExportRow) => ({
  to: [member],
  link: { app, form, tab: 'exports' },
  key: `export ${id}`,
});

async function totalOf(ctx: Ctx, sheets: readonly ExportSheet[]): Promise<number> {
  let total = 0;
  for (const sheet of sheets) total += await sheet.count(ctx);
  return total;
}

/** Counts the records that pass, and ends the export where it was stopped or taken over. */
function counter(base: ExportBase, attempt: Attempt, goOn: () => boolean) {
  let done = 0;
  let noted = Date.now();
  return {
    count: () => done,
    async *passing(pages: AsyncIterable<StreamPage>): AsyncGenerator<StreamPage> {
      for await (const page of pages) {
        done += page.records.length;
        yield page;
        if (Date.now() - noted < NOTE_MS) continue;
        noted = Date.now();
        if (!goOn() || !(await changeExport(base, base.pool, attempt, { done }))) throw new Ended();
      }
    },
  };
}
