import type { Readable } from 'node:stream';
import { localDateTime } from '@trellis/logic';
import type { BodyOf, Contract } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { type StreamPage, streamRecords } from '../../query/stream.ts';
import { fieldsOf } from './columns.ts';
import { contentOf, TYPES } from './content.ts';
import { logged } from './logged.ts';
import { mainColumns, nameOf } from './sheets.ts';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Readable;
}

/**
 * The records that the member may export as CSV or xlsx, in constant memory. The first page is read before this
 * returns, so that whatever is wrong with the query is an error and not half a file. It is logged.
 * Errors: form_not_found, forbidden, query_invalid, query_too_slow.
 */
export async function exportRecords(
  ctx: Ctx,
  form: string,
  query: BodyOf<Contract['exportRecords']>,
): Promise<ExportedFile> {
  const access = accessFor(ctx, form, 'export');
  const columns = mainColumns(access, query.fields);
  const { format, ...asked } = query;
  const pages = streamRecords(ctx, form, { ...asked, fields: fieldsOf(access, columns) });
  try {
    const first = await pages.next();
    const all = async function* (): AsyncGenerator<StreamPage> {
      if (!first.done) yield first.value;
      yield* pages;
    };
    const name = nameOf(ctx, access.form);
    const log = await logged(ctx, access, query);
    const sheet = { name, columns, least: 1, pages: () => log(all()) } as const;
    const content = contentOf(ctx, format, [sheet]);
    // Begun pages may hold a connection, also where nobody reads on.
    content.once('close', () => void pages.return(undefined));
    return { name: fileNameOf(ctx, name, format), type: TYPES[format], content };
  } catch (error) {
    await pages.return(undefined);
    throw error;
  }
}

/** A file is called after its form and the day, by the clock of the workspace. */
export function fileNameOf(
  { now, catalog }: Pick<Ctx, 'now' | 'catalog'>,
  form: string,
  format: string,
): string {
  return `${form}-${(localDateTime(now, catalog.workspace.tz) ?? now).slice(0, 10)}.${format}`;
}
