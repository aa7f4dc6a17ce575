import type { Readable } from 'node:stream';
import type { Pool } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import type { Ctx, Log, Workspace } from '../../contract.ts';
import { quoteName } from '../../storage/names.ts';
import { type Books, openBooks } from '../book/books.ts';
import { planColumns } from '../convert/check.ts';
import { planMatching } from '../convert/match.ts';
import { columnsOf } from '../mapping/columns.ts';
import type { Mapping } from '../mapping/types.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { readStored } from '../sheet/stored.ts';
import { bodyOf, errorsOf, type ImportBody, type ProblemPage } from './body.ts';
import { errorsBook } from './errors-book.ts';
import { filePath, removeFiles, removeOldFiles } from './files.ts';
import { type Base, openGoOn, WORKING } from './go-on.ts';
import { openJobLocks } from './locks.ts';
import { errorsReady, type ProblemQuery, problemPage, withRows } from './problems-file.ts';
import { openRunner } from './runner.ts';
import { type CommitOptions, changeJob, findJob, type Job, type JobState } from './store.ts';
import { chooseSheet, type UploadedFile, uploadFile } from './upload.ts';
import { asImport, commitWork, previewWork } from './works.ts';

/** Imports of files into forms: upload, preview, commit, each on behalf of the member of its context. */
export interface Imports {
  /** Stores and reads a file, guesses its mapping. Errors: file_too_large, file_unreadable, file_unsafe, forbidden. */
  upload(ctx: Ctx, form: string, file: UploadedFile): Promise<ImportBody>;
  /** Errors: import_not_found. */
  get(ctx: Ctx, form: string, id: string): Promise<ImportBody>;
  /**
   * Takes another sheet of a workbook. Errors: import_not_found, import_state, validation_failed (no such sheet),
   * file_unreadable.
   */
  choose(ctx: Ctx, form: string, id: string, sheet: number): Promise<ImportBody>;
  /** Checks every row; answers when done or after two seconds. Errors: validation_failed, import_state. */
  preview(ctx: Ctx, form: string, id: string, mapping: Mapping): Promise<ImportBody>;
  /** Writes the rows in one transaction; answers when done or after two seconds. Errors: import_state. */
  commit(ctx: Ctx, form: string, id: string, options: CommitOptions): Promise<ImportBody>;
  /** Ends an import at any point before it is done, leaving nothing. Errors: import_state. */
  cancel(ctx: Ctx, form: string, id: string): Promise<ImportBody>;
  /** The rows with errors as xlsx, with their reasons. Errors: import_state. */
  errors(ctx: Ctx, form: string, id: string): Promise<{ readonly name: string; readonly content: Readable }>;
  /** What is wrong, page by page. Errors: import_state. */
  problems(ctx: Ctx, form: string, id: string, query: ProblemQuery): Promise<ProblemPage>;
  /** Spreadsheets that become forms. */
  readonly books: Books;
  /** Removes the files of imports that are no more. */
  forget(ids: readonly string[]): Promise<void>;
  /** Goes on with what a dead process left unfinished, and removes old files; at start and now and then. */
  sweep(workspaces: readonly Workspace[]): Promise<void>;
  /** Ends the work in hand, leaving nothing of it; whoever finds it goes on. */
  stop(): Promise<void>;
}

export interface ImportsOptions {
  readonly pool: Pool;
  /** Folder for uploaded files; made when needed. */
  readonly dir: string;
  readonly log: Log;
  /** What is known of a workspace, to go on with its imports. */
  readonly open: (workspace: Workspace) => Promise<Base>;
}

/** Rows that the names and samples of columns are taken from. */
const LOOK = 200;

/** Opens the imports of a process. */
export function openImports({ pool, dir, log, open }: ImportsOptions): Imports {
  const runner = openRunner(openJobLocks(pool), log);
  const goOn = openGoOn(dir, runner);

  async function load(ctx: Ctx, form: string, id: string): Promise<Job> {
    const access = accessFor(ctx, form, 'import');
    const job = await findJob(ctx, id);
    const own = job && (job.member === ctx.actor.id || ctx.actor.admin);
    if (!own || job.app !== access.form.app || job.form !== access.form.key) {
      throw new AppError('import_not_found');
    }
    if (!WORKING.includes(job.state) || runner.has(id)) return job;
    await goOn(ctx, job);
    return (await findJob(ctx, id)) ?? job;
  }
  const answer = async (ctx: Ctx, form: string, id: string) => bodyOf(ctx, await load(ctx, form, id));

  return {
    async upload(ctx, form, file) {
      return bodyOf(ctx, await uploadFile(asImport(ctx), dir, form, file));
    },

    get: answer,

    async choose(ctx, form, id, sheet) {
      await chooseSheet(asImport(ctx), dir, await load(ctx, form, id), sheet);
      return answer(ctx, form, id);
    },

    async preview(ctx, form, id, wanted) {
      const job = await load(ctx, form, id);
      const mapping = job.preview || job.result ? await withRows(dir, id, wanted) : wanted;
      const importing = asImport(ctx);
      const access = accessFor(importing, form, 'import');
      planMatching(importing, access, mapping, planColumns(importing, access, mapping, job.source.width));
      const source = await sourceWith(filePath(dir, id, 'rows'), job, mapping);
      const next = { ...job, mapping, source };
      const work = previewWork(ctx, dir, next);
      await runner.start(ctx, next, {
        ...work,
        from: ['uploaded', 'previewed', 'failed'],
        changes: { ...work.changes, attempts: 0 },
      });
      return answer(ctx, form, id);
    },

    async commit(ctx, form, id, options) {
      const job = await load(ctx, form, id);
      const work = commitWork(ctx, dir, job, options);
      await runner.start(ctx, job, {
        ...work,
        from: ['previewed'],
        changes: { ...work.changes, attempts: 0 },
      });
      return answer(ctx, form, id);
    },

    async cancel(ctx, form, id) {
      await load(ctx, form, id);
      const from: readonly JobState[] = ['uploaded', 'previewing', 'previewed', 'running', 'failed'];
      // While the last statement of a commit runs, this waits for it and then finds the job done.
      if (!(await changeJob(ctx, pool, id, from, { state: 'cancelled' }))) throw new AppError('import_state');
      await runner.end(id);
      await removeFiles(dir, id);
      return answer(ctx, form, id);
    },

    async errors(ctx, form, id) {
      const job = await load(ctx, form, id);
      errorsReady(job);
      const name = `${job.fileName.replace(/\.[^.]*$/, '')}-${ctx.locale === 'en' ? 'errors' : '错误'}.xlsx`;
      return { name, content: await errorsBook(ctx, dir, job) };
    },

    async problems(ctx, form, id, query) {
      const job = await load(ctx, form, id);
      errorsReady(job);
      const { problems, next } = await problemPage(dir, id, query);
      return { errors: errorsOf(ctx, job, problems), next };
    },

    books: openBooks(dir),

    async forget(ids) {
      for (const id of ids) {
        await runner.end(id);
        await removeFiles(dir, id);
      }
    },

    async sweep(workspaces) {
      for (const workspace of workspaces) {
        const left = await abandonedIn(pool, workspace);
        const base = left.length > 0 ? await open(workspace) : undefined;
        for (const id of left) {
          const job = base && (await findJob(base, id));
          if (job) await goOn(base, job);
        }
      }
      await removeOldFiles(dir, Date.now());
    },

    stop: () => runner.stop(),
  };
}

/** Names, samples and count depend on how many rows stand above the data. */
async function sourceWith(path: string, { source, mapping }: Job, next: Mapping): Promise<Job['source']> {
  const headerRows = next.headerRows ?? 1;
  const before = mapping.headerRows ?? 1;
  if (headerRows === before) return source;
  const head: SheetRow[] = [];
  for await (const row of readStored(path, 0)) if (head.push(row) === LOOK) break;
  return {
    ...source,
    rows: Math.max(0, source.rows + before - headerRows),
    columns: columnsOf(head, headerRows, source.width),
  };
}

/** Jobs that a process works on, or did when it ended. */
async function abandonedIn(pool: Pool, { schema }: Workspace): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM ${quoteName(schema)}.import_job WHERE state = ANY($1) ORDER BY created_at`,
    [WORKING],
  );
  return rows.map(({ id }) => id);
}
