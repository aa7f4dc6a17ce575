import { Readable } from 'node:stream';
import type { Pool } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import { noteImport } from '../../batch/written.ts';
import type { Ctx, Log, Workspace } from '../../contract.ts';
import { quoteName } from '../../storage/names.ts';
import type { AcceptedWarnings } from '../../write/warnings.ts';
import { type Books, openBooks } from '../book/books.ts';
import { planColumns } from '../convert/check.ts';
import { planMatching } from '../convert/match.ts';
import { columnsOf } from '../mapping/columns.ts';
import type { Mapping } from '../mapping/types.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { readStored } from '../sheet/stored.ts';
import { bodyOf, type ImportBody } from './body.ts';
import { commitRows } from './commit.ts';
import { errorLines, errorsReady, withTexts, writeProblems } from './errors-file.ts';
import { filePath, removeFiles, removeOldFiles } from './files.ts';
import { isAbandoned, openJobLocks } from './locks.ts';
import { COMMIT_STEPS, PREVIEW_STEPS } from './pace.ts';
import { previewRows, TOLD } from './preview.ts';
import { openRunner } from './runner.ts';
import { changeJob, findJob, type Job, type JobState } from './store.ts';
import { type UploadedFile, uploadFile } from './upload.ts';

interface CommitOptions {
  /** Import the valid rows although others have errors. */
  readonly skipInvalid: boolean;
  /** Why checks that only warn are passed over, in every row. */
  readonly accept?: AcceptedWarnings | undefined;
}

/** Imports of files into forms: upload, preview, commit, each on behalf of the member of its context. */
export interface Imports {
  /** Stores and reads a file, guesses its mapping. Errors: file_too_large, file_unreadable, file_unsafe, forbidden. */
  upload(ctx: Ctx, form: string, file: UploadedFile): Promise<ImportBody>;
  /** Errors: import_not_found. */
  get(ctx: Ctx, form: string, id: string): Promise<ImportBody>;
  /** Checks every row; answers when done or after two seconds. Errors: validation_failed, import_state. */
  preview(ctx: Ctx, form: string, id: string, mapping: Mapping): Promise<ImportBody>;
  /** Writes the rows in one transaction; answers when done or after two seconds. Errors: import_state. */
  commit(ctx: Ctx, form: string, id: string, options: CommitOptions): Promise<ImportBody>;
  /** Ends an import at any point before it is done, leaving nothing. Errors: import_state. */
  cancel(ctx: Ctx, form: string, id: string): Promise<ImportBody>;
  /** The rows with errors as CSV, each with its reasons. Errors: import_state. */
  errors(ctx: Ctx, form: string, id: string): Promise<{ readonly name: string; readonly content: Readable }>;
  /** Spreadsheets that become forms. */
  readonly books: Books;
  /** Removes the files of imports that are no more. */
  forget(ids: readonly string[]): Promise<void>;
  /** Marks what a dead process left unfinished as failed, and removes old files; at start and now and then. */
  sweep(workspaces: readonly Workspace[]): Promise<void>;
  /** Ends the work in hand, leaving nothing of it. */
  stop(): Promise<void>;
}

export interface ImportsOptions {
  readonly pool: Pool;
  /** Folder for uploaded files; made when needed. */
  readonly dir: string;
  readonly log: Log;
}

/** Rows that the names and samples of columns are taken from. */
const LOOK = 200;

/** Opens the imports of a process. */
export function openImports({ pool, dir, log }: ImportsOptions): Imports {
  const runner = openRunner(openJobLocks(pool), log);

  async function load(ctx: Ctx, form: string, id: string): Promise<Job> {
    const access = accessFor(ctx, form, 'import');
    const job = await findJob(ctx, id);
    const own = job && (job.member === ctx.actor.id || ctx.actor.admin);
    if (!own || job.app !== access.form.app || job.form !== access.form.key) {
      throw new AppError('import_not_found');
    }
    if (WORKING.includes(job.state) && !runner.has(id) && (await isAbandoned(pool, id))) {
      await changeJob(ctx, pool, id, WORKING, { state: 'failed', issues: [INTERRUPTED] });
      return (await findJob(ctx, id)) ?? job;
    }
    return job;
  }
  const sourceOf = (job: Job) => ({ path: filePath(dir, job.id, 'rows'), width: job.source.width });
  const answer = async (ctx: Ctx, form: string, id: string) => bodyOf(ctx, await load(ctx, form, id));
  const asImport = (ctx: Ctx): Ctx => ({ ...ctx, cause: 'import' });

  return {
    async upload(ctx, form, file) {
      return bodyOf(ctx, await uploadFile(asImport(ctx), dir, form, file));
    },

    get: answer,

    async preview(ctx, form, id, mapping) {
      const job = await load(ctx, form, id);
      const importing = asImport(ctx);
      const access = accessFor(importing, form, 'import');
      planMatching(importing, access, mapping, planColumns(importing, access, mapping, job.source.width));
      const source = await sourceWith(sourceOf(job).path, job, mapping);
      await runner.start(
        ctx,
        { ...job, source },
        {
          from: ['uploaded', 'previewed', 'failed'],
          state: 'previewing',
          changes: { mapping, source, preview: null, result: null },
          shares: PREVIEW_STEPS,
          work: async (progress) => {
            const { preview, problems } = await previewRows(
              importing,
              form,
              sourceOf(job),
              mapping,
              progress,
            );
            await writeProblems(dir, id, problems);
            const errors = await withTexts(dir, job, preview.errors);
            const progressed = { done: source.rows, total: source.rows };
            await changeJob(ctx, pool, id, ['previewing'], {
              state: 'previewed',
              preview: { ...preview, errors },
              progress: progressed,
            });
          },
        },
      );
      return answer(ctx, form, id);
    },

    async commit(ctx, form, id, { skipInvalid, accept }) {
      const job = await load(ctx, form, id);
      const total = job.source.rows;
      await runner.start(ctx, job, {
        from: ['previewed'],
        state: 'running',
        changes: {},
        shares: COMMIT_STEPS,
        work: async (progress) => {
          const importing = { ...asImport(ctx), accept, batch: id };
          const outcome = await commitRows(importing, form, {
            source: sourceOf(job),
            mapping: job.mapping,
            skipInvalid,
            checkedAt: job.preview?.checkedAt,
            progress,
            finish: async (client, { problems, records, written: _, ...counts }) => {
              await writeProblems(dir, id, problems);
              const errors = await withTexts(dir, job, problems.slice(0, TOLD));
              const fields = job.mapping.columns.map(({ field }) => field);
              const access = accessFor(importing, form, 'import');
              if (records.length > 0)
                await noteImport(importing, client, access.form, { id, fields }, records);
              const done = await changeJob(ctx, client, id, ['running'], {
                state: 'done',
                result: { ...counts, errors, ...(records.length > 0 ? { batch: id } : {}) },
                progress: { done: total, total },
              });
              if (!done) throw new AppError('import_state');
            },
          });
          if (outcome.written) return;
          await writeProblems(dir, id, outcome.problems);
          const errors = await withTexts(dir, job, outcome.problems.slice(0, TOLD));
          const count = new Set(outcome.problems.map(({ row }) => row)).size;
          await changeJob(ctx, pool, id, ['running'], {
            state: 'failed',
            result: { created: 0, failed: outcome.failed, errors },
            issues: [{ path: [], code: 'import_refused', params: { count } }],
          });
        },
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
      const name = `${job.fileName.replace(/\.[^.]*$/, '')}-${ctx.locale === 'en' ? 'errors' : '错误'}.csv`;
      return { name, content: Readable.from(errorLines(ctx, dir, job)) };
    },

    books: openBooks(dir),

    async forget(ids) {
      for (const id of ids) {
        await runner.end(id);
        await removeFiles(dir, id);
      }
    },

    async sweep(workspaces) {
      for (const workspace of workspaces) await failAbandoned(pool, workspace, (id) => runner.has(id));
      await removeOldFiles(dir, Date.now());
    },

    stop: () => runner.stop(),
  };
}

const WORKING: readonly JobState[] = ['previewing', 'running'];
const INTERRUPTED = { path: [], code: 'import_interrupted' };

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

async function failAbandoned(
  pool: Pool,
  { schema }: Workspace,
  isOurs: (id: string) => boolean,
): Promise<void> {
  const table = `${quoteName(schema)}.import_job`;
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${table} WHERE state = ANY($1)`, [
    WORKING,
  ]);
  for (const { id } of rows) {
    if (isOurs(id) || !(await isAbandoned(pool, id))) continue;
    await pool.query(
      `UPDATE ${table} SET state = 'failed', errors = $2, finished_at = now() WHERE id = $1 AND state = ANY($3)`,
      [id, JSON.stringify([INTERRUPTED]), WORKING],
    );
  }
}
