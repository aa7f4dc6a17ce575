import { newId } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import type { StreamPage } from '../../query/stream.ts';
import { type ExportQuery, mainColumns } from './sheets.ts';
import { type ExportState, endExport, insertExport } from './store.ts';

/**
 * Writes down who takes which records out, before they leave; what is answered counts those that did.
 */
export async function logged(
  ctx: Ctx,
  access: Access,
  query: ExportQuery,
): Promise<(pages: AsyncIterable<StreamPage>) => AsyncGenerator<StreamPage>> {
  const id = newId();
  const { app, key: form } = access.form;
  await insertExport(
    ctx,
    ctx.pool,
    { id, app, form, background: false, large: false },
    writtenOut(access, query),
  );
  return async function* (pages) {
    let done = 0;
    // Who hangs up ends the reading without an error.
    let state: Exclude<ExportState, 'running'> = 'cancelled';
    try {
      for await (const page of pages) {
        yield page;
        done += page.records.length;
      }
      state = 'done';
    } catch (error) {
      state = 'failed';
      throw error;
    } finally {
      await endExport(ctx, ctx.pool, id, state, { done }).catch((err: unknown) =>
        ctx.log.warn({ err, export: id }, 'the end of an export could not be noted'),
      );
    }
  };
}

/** What was asked for with all its fields named: a form may get further ones. */
export const writtenOut = (access: Access, query: ExportQuery): ExportQuery => ({
  ...query,
  fields: [...new Set(mainColumns(access, query.fields).map(({ field, of }) => of?.[0] ?? field.key))],
});
