import type { Pool } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import type { Ctx, Workspace } from '../../contract.ts';
import { TYPES } from './content.ts';
import type { ExportedFile } from './export.ts';
import { type ExportPlaces, openKept, removeKept, sweepExports } from './kept.ts';
import { fetchedExport, getExport, ownExport } from './list.ts';
import { type ExportBody, endExport } from './store.ts';
import { type ExportBase, workOnExport } from './work.ts';

/** Files of exports that are made in the background. */
export interface Exports {
  /** Makes the file of one; see `workOnExport`. */
  work(base: ExportBase, id: string, goOn: () => boolean): Promise<void>;
  /** The file for who may have it. Errors: export_not_found, export_file_gone, form_not_found, forbidden. */
  file(ctx: Ctx, id: string): Promise<ExportedFile>;
  /** Deletes the file; that it was there stays known. Errors: export_not_found, export_state (still under way). */
  remove(ctx: Ctx, id: string): Promise<ExportBody>;
  /** Removes files whose time is over and what processes left; now and then. */
  sweep(workspaces: readonly Workspace[]): Promise<void>;
}

/** Opens the exports of a process. */
export const openExports = ({ pool, ...places }: ExportPlaces & { readonly pool: Pool }): Exports => ({
  work: (base, id, goOn) => workOnExport(base, places, id, goOn),
  async file(ctx, id) {
    const { fileName, query } = await fetchedExport(ctx, id);
    const content = await openKept(places, ctx.catalog.workspace, id);
    if (!content) throw new AppError('export_file_gone');
    return { name: fileName ?? `export.${query.format}`, type: TYPES[query.format], content };
  },
  async remove(ctx, id) {
    const { state } = await ownExport(ctx, id);
    if (state === 'running') throw new AppError('export_state');
    await removeKept(pool, places, ctx.catalog.workspace, id);
    return getExport(ctx, id);
  },
  sweep: (workspaces) => sweepExports(pool, places, workspaces),
});

/** Stops an export; nothing of it is kept. Errors: export_not_found, export_state. */
export async function cancelExport(ctx: Ctx, id: string): Promise<ExportBody> {
  await ownExport(ctx, id);
  if (!(await endExport(ctx, ctx.pool, id, 'cancelled'))) throw new AppError('export_state');
  return getExport(ctx, id);
}
