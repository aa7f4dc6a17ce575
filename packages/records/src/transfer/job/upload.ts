import type { Readable } from 'node:stream';
import type { CompiledField } from '@trellis/forms/model';
import { AppError, newId } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { matchFields } from '../convert/check.ts';
import { importFields } from '../convert/fields.ts';
import { mayBeJoined } from '../convert/parts.ts';
import { columnsOf, guessHeaderRows } from '../mapping/columns.ts';
import { guessMapping } from '../mapping/guess.ts';
import { headerOf, rememberedMapping } from '../mapping/remember.ts';
import { readSheet, type SheetRow } from '../sheet/sheet.ts';
import { packRow, writeLines } from '../sheet/stored.ts';
import { filePath, receive, removeFiles } from './files.ts';
import { insertJob, type Job } from './store.ts';

/** Rows looked at to tell what the columns are. */
const LOOK = 2_000;

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
    const head: SheetRow[] = [];
    let rows = 0;
    let width = 0;
    const counted = async function* () {
      for await (const row of readSheet(upload)) {
        rows++;
        width = Math.max(width, row.cells.length);
        if (head.length < LOOK) head.push(row);
        yield packRow(row);
      }
    };
    await writeLines(filePath(dir, id, 'rows'), counted());
    await removeFiles(dir, id, ['upload']);
    if (rows === 0) {
      throw new AppError('file_unreadable', { issues: [{ path: ['file'], code: 'sheet_empty' }] });
    }
    const headerRows = guessHeaderRows(head);
    const partsOf = (field: CompiledField) =>
      mayBeJoined({ target: field })
        ? [...matchFields(ctx, field).values()].filter((part) => part !== null)
        : [];
    const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz, partsOf };
    const columns = columnsOf(head, headerRows, width);
    const remembered = await rememberedMapping(ctx, access, columns, headerRows);
    const guessed = () => guessMapping([...importFields(access).values()], head, headerRows, width, env);
    const job: Job = {
      id,
      app: access.form.app,
      form: access.form.key,
      member: ctx.actor.id,
      state: 'uploaded',
      fileName: plainName(file.name),
      source: {
        rows: Math.max(0, rows - headerRows),
        width,
        columns,
        ...(remembered ? { remembered: true } : {}),
      },
      mapping: remembered ?? { columns: guessed(), headerRows },
      header: headerOf(columns),
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

/** The name alone, as it can be shown and stored: some browsers send a path, anybody can send anything. */
export const plainName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 200);
