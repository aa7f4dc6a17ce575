import { rename } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { CompiledField } from '@trellis/forms/model';
import { AppError, newId } from '@trellis/metadata';
import { type Access, accessFor } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { matchFields } from '../convert/check.ts';
import { fieldOfIdsBehind, importFields, RECORD_ID } from '../convert/fields.ts';
import { mayBeJoined } from '../convert/parts.ts';
import { nameOf } from '../export/sheets.ts';
import { columnsOf, guessHeaderRows } from '../mapping/columns.ts';
import { guessMapping } from '../mapping/guess.ts';
import { headerOf, rememberedMapping } from '../mapping/remember.ts';
import type { Mapping } from '../mapping/types.ts';
import { type OpenSheet, openSheets, type SheetRow } from '../sheet/sheet.ts';
import { packRow, writeLines } from '../sheet/stored.ts';
import { sheetNames } from '../workbook/names.ts';
import { filePath, receive, removeFiles } from './files.ts';
import { changeJob, insertJob, type Job } from './store.ts';

/** Rows looked at to tell what the columns are. */
const LOOK = 2_000;
/** Sheets of a workbook that one may choose from. */
const MAX_SHEETS = 50;

export interface UploadedFile {
  readonly name: string;
  readonly content: Readable;
}

/** Stores and reads a file, and guesses what its columns are. Errors: file_too_large, file_unreadable, file_unsafe. */
export async function uploadFile(ctx: Ctx, dir: string, form: string, file: UploadedFile): Promise<Job> {
  const access = accessFor(ctx, form, 'import');
  const id = newId();
  try {
    const upload = await receive(dir, id, file.content);
    const fileName = plainName(file.name);
    const sheets = (await openSheets(upload, fileName)).slice(0, MAX_SHEETS);
    const sheet = proposedSheet(ctx, access, sheets);
    const read = await readInto(ctx, access, filePath(dir, id, 'rows'), sheets[sheet]);
    const several = sheets.length > 1;
    // One of the others may be wanted.
    if (!several) await removeFiles(dir, id, ['upload']);
    const listed = sheets.map(({ name, count }) => ({
      name: name.slice(0, 100).replace(/\p{C}/gu, ''),
      ...(count === undefined ? {} : { rows: count }),
    }));
    const job: Job = {
      ...read,
      id,
      app: access.form.app,
      form: access.form.key,
      member: ctx.actor.id,
      state: 'uploaded',
      fileName,
      source: { ...read.source, ...(several ? { sheets: listed, sheet } : {}) },
      options: null,
      attempts: 0,
      progress: { done: 0, total: 0 },
      preview: null,
      result: null,
      issues: [],
    };
    await insertJob(ctx, job);
    return job;
  } catch (error) {
    await removeFiles(dir, id);
    throw error;
  }
}

/**
 * Reads another sheet of a workbook in place of the one that was read; what was chosen for that one is gone.
 * Errors: validation_failed (no such sheet), import_state, import_not_found (the file is gone), file_unreadable.
 */
export async function chooseSheet(ctx: Ctx, dir: string, job: Job, sheet: number): Promise<void> {
  const { sheets } = job.source;
  if (!sheets?.[sheet])
    throw new AppError('validation_failed', { issues: [{ path: ['sheet'], code: 'sheet_missing' }] });
  if (job.source.sheet === sheet) return;
  const access = accessFor(ctx, `${job.app}:${job.form}`, 'import');
  const id = newId();
  try {
    const opened = await openSheets(filePath(dir, job.id, 'upload'), job.fileName).catch(unlessGone);
    const { source, ...read } = await readInto(ctx, access, filePath(dir, id, 'rows'), opened[sheet]);
    const changed = await changeJob(ctx, ctx.pool, job.id, ['uploaded', 'previewed', 'failed'], {
      ...read,
      source: { ...source, sheets, sheet },
      state: 'uploaded',
      progress: { done: 0, total: 0 },
      preview: null,
      result: null,
      issues: [],
    });
    if (!changed) throw new AppError('import_state');
    await rename(filePath(dir, id, 'rows'), filePath(dir, job.id, 'rows'));
  } finally {
    await removeFiles(dir, id);
  }
}

/** Files are kept for some days only. */
function unlessGone(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new AppError('import_not_found') : error;
}

/** The sheet that an export gives the name of the form; else the first one. */
function proposedSheet(ctx: Ctx, { form }: Access, sheets: readonly OpenSheet[]): number {
  const [own] = sheetNames([nameOf(ctx, form)]);
  return Math.max(
    0,
    sheets.findIndex(({ name }) => name === own),
  );
}

/** Stores the rows of a sheet, and says what they are to become. Errors: file_unreadable. */
async function readInto(
  ctx: Ctx,
  access: Access,
  path: string,
  sheet: OpenSheet | undefined,
): Promise<Pick<Job, 'source' | 'mapping' | 'header'>> {
  const head: SheetRow[] = [];
  let rows = 0;
  let width = 0;
  const counted = async function* () {
    for await (const row of sheet?.rows() ?? []) {
      rows++;
      width = Math.max(width, row.cells.length);
      if (head.length < LOOK) head.push(row);
      yield packRow(row);
    }
  };
  await writeLines(path, counted());
  if (rows === 0) {
    throw new AppError('file_unreadable', { issues: [{ path: ['file'], code: 'sheet_empty' }] });
  }
  const headerRows = guessHeaderRows(head);
  const columns = columnsOf(head, headerRows, width);
  const remembered = await rememberedMapping(ctx, access, columns, headerRows);
  return {
    source: {
      rows: Math.max(0, rows - headerRows),
      width,
      columns,
      ...(remembered ? { remembered: true } : {}),
    },
    mapping: remembered ?? guessed(ctx, access, head, headerRows, width),
    header: headerOf(columns),
  };
}

/** What the columns seem to be. Rows that say by id which records they are about are taken to change them. */
function guessed(
  ctx: Ctx,
  access: Access,
  head: readonly SheetRow[],
  headerRows: number,
  width: number,
): Mapping {
  const partsOf = (field: CompiledField) =>
    mayBeJoined({ target: field })
      ? [...matchFields(ctx, field).values()].flatMap((part) =>
          part === null || part.key === RECORD_ID ? [] : [part],
        )
      : [];
  const idsBehind = (field: CompiledField) =>
    matchFields(ctx, field).has(RECORD_ID) ? fieldOfIdsBehind(access.form, field) : undefined;
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz, partsOf, idsBehind };
  const columns = guessMapping([...importFields(access).values()], head, headerRows, width, env);
  const byId = columns.some(({ field }) => field === RECORD_ID) && access.actions.has('edit');
  return { columns, headerRows, ...(byId ? { match: [RECORD_ID], policy: 'update' } : {}) };
}

/** The name alone, as it can be shown and stored: some browsers send a path, anybody can send anything. */
export const plainName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 200);
