import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { AppError, type BodyOf, type Contract, isId, newId, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { requireAdmin } from '../../definitions/guard.ts';
import { addForms } from '../../definitions/parcel/add.ts';
import { filePath, receive, removeFiles } from '../job/files.ts';
import { insertJob } from '../job/store.ts';
import { plainName, type UploadedFile } from '../job/upload.ts';
import { columnsOf } from '../mapping/columns.ts';
import { openSheets, type SheetRow } from '../sheet/sheet.ts';
import { packRow, readStored, writeLines } from '../sheet/stored.ts';
import { describeSheet, peopleOf, type SheetBody } from './describe.ts';

export type BookBody = ReplyOf<Contract['uploadBook']>;
type BookForms = BodyOf<Contract['createFromBook']>;
type MadeForms = ReplyOf<Contract['createFromBook']>;

/** Files of spreadsheets that become forms. */
export interface Books {
  /**
   * Stores and reads all sheets of a file and says what their columns look like.
   * Errors: definition_not_found (no such app), file_too_large, file_unreadable, file_unsafe, forbidden.
   */
  upload(ctx: Ctx, app: string, file: UploadedFile): Promise<BookBody>;
  /** A sheet with its names in another row. Errors: import_not_found. */
  describe(ctx: Ctx, app: string, book: string, sheet: string, headerRows: number): Promise<SheetBody>;
  /**
   * Publishes forms made of sheets, and an import for each, which waits for its preview: all forms or none.
   * Errors: import_not_found, definition_not_found, definition_invalid, busy, forbidden.
   */
  create(ctx: Ctx, app: string, book: string, input: BookForms): Promise<MadeForms>;
}

/** A file as it is remembered beside the rows of its sheets. */
interface Book {
  readonly schema: string;
  readonly fileName: string;
  readonly sheets: readonly { readonly id: string; readonly name: string }[];
}

const MAX_SHEETS = 20;

/** Opens the spreadsheets that lie in a folder beside the imports. */
export function openBooks(dir: string): Books {
  const rowsOf = (id: string) => filePath(dir, id, 'rows');

  async function find(ctx: Ctx, id: string): Promise<Book> {
    requireAdmin(ctx);
    const text = isId(id)
      ? await readFile(filePath(dir, id, 'book'), 'utf8').catch(() => undefined)
      : undefined;
    const book = text === undefined ? undefined : (JSON.parse(text) as Book);
    if (book?.schema !== ctx.catalog.workspace.schema) throw new AppError('import_not_found');
    return book;
  }

  function sheetOf({ sheets }: Book, id: string): Book['sheets'][number] {
    const sheet = sheets.find((one) => one.id === id);
    if (!sheet) throw new AppError('import_not_found');
    return sheet;
  }

  return {
    async upload(ctx, app, file) {
      requireAdmin(ctx);
      if (!ctx.catalog.apps.has(app)) throw new AppError('definition_not_found');
      const id = newId();
      const sheets: { id: string; name: string }[] = [];
      try {
        const upload = await receive(dir, id, file.content);
        for (const { name, rows } of await openSheets(upload, plainName(file.name))) {
          if (sheets.length === MAX_SHEETS) break;
          const sheet = { id: newId(), name };
          sheets.push(sheet);
          await writeLines(rowsOf(sheet.id), packed(rows()));
        }
        await rm(upload, { force: true });
        const people = await peopleOf(ctx);
        const described: SheetBody[] = [];
        for (const sheet of sheets) {
          const body = await describeSheet(ctx, { ...sheet, path: rowsOf(sheet.id) }, { app, people });
          if (body.rows > 0 || body.columns.length > 0) described.push(body);
        }
        if (described.length === 0)
          throw new AppError('file_unreadable', { issues: [{ path: ['file'], code: 'sheet_empty' }] });
        const fileName = plainName(file.name);
        const { schema } = ctx.catalog.workspace;
        const book: Book = { schema, fileName, sheets };
        await writeFile(filePath(dir, id, 'book'), JSON.stringify(book), { mode: 0o600 });
        return { id, fileName, sheets: described };
      } catch (error) {
        await removeFiles(dir, id);
        for (const sheet of sheets) await removeFiles(dir, sheet.id);
        throw error;
      }
    },

    async describe(ctx, app, id, sheet, headerRows) {
      const found = sheetOf(await find(ctx, id), sheet);
      const people = await peopleOf(ctx);
      return describeSheet(ctx, { ...found, path: rowsOf(sheet) }, { app, people, headerRows });
    },

    async create(ctx, app, id, { forms }) {
      const book = await find(ctx, id);
      for (const { sheet } of forms) sheetOf(book, sheet);
      const twice = forms.find(({ key }, at) => forms.findIndex((one) => one.key === key) !== at);
      if (twice)
        throw new AppError('definition_invalid', {
          issues: [{ path: ['forms', twice.key], code: 'duplicate_key', params: { value: twice.key } }],
        });
      const added = await addForms(ctx, app, {
        trellis: 'forms',
        version: 1,
        app,
        forms: Object.fromEntries(forms.map(({ key, document }) => [key, document])),
        views: Object.fromEntries(forms.map(({ key, view }) => [`${key}_all`.slice(0, 40), view])),
        optionSets: [],
      });
      const made: MadeForms['forms'] = [];
      for (const { key, sheet, mapping } of forms) {
        const form = added.forms.get(key) ?? key;
        const job = newId();
        // The sheet stays for another try.
        await copyFile(rowsOf(sheet), rowsOf(job));
        const place = {
          app,
          form,
          fileName: `${book.fileName} · ${sheetOf(book, sheet).name}`.slice(0, 200),
        };
        await insertJob(ctx, {
          id: job,
          ...place,
          member: ctx.actor.id,
          state: 'uploaded',
          source: await sourceOf(rowsOf(job), mapping.headerRows ?? 1),
          mapping,
          header: null,
          options: null,
          attempts: 0,
          progress: { done: 0, total: 0 },
          preview: null,
          result: null,
          issues: [],
        });
        made.push({ form, import: job });
      }
      return { forms: made, left: [...added.left] };
    },
  };
}

async function* packed(rows: AsyncIterable<SheetRow>) {
  for await (const row of rows) yield packRow(row);
}

/** Rows that the samples of columns are taken from. */
const LOOK = 200;

async function sourceOf(path: string, headerRows: number) {
  const head: SheetRow[] = [];
  let [rows, width] = [0, 0];
  for await (const row of readStored(path, 0)) {
    rows++;
    width = Math.max(width, row.cells.length);
    if (head.length < LOOK) head.push(row);
  }
  return { rows: Math.max(0, rows - headerRows), width, columns: columnsOf(head, headerRows, width) };
}
