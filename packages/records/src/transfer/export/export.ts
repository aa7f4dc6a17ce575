import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type CompiledField, rowsOf, type TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { type BodyOf, type Contract, localText } from '@trellis/metadata';
import { type CellValue, writeXlsxStream } from 'hucre/xlsx';
import { type Access, accessFor } from '../../access/policy.ts';
import { roleTitle } from '../../access/role-names.ts';
import type { Ctx } from '../../contract.ts';
import { wantedFields } from '../../query/input.ts';
import { streamRecords } from '../../query/stream.ts';
import type { RecordPage } from '../../types.ts';
import { fieldOfColumn } from '../convert/fields.ts';
import { csvValue, formatOf, xlsxValue } from './cells.ts';
import { csvLine, escapeFormula, MARK } from './csv-text.ts';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Readable;
}

type Page = Pick<RecordPage, 'records' | 'refs'>;

/**
 * The records that the member may export as CSV or xlsx, in constant memory. The first page is read before this
 * returns, so that whatever is wrong with the query is an error and not half a file.
 * Errors: form_not_found, forbidden, query_invalid.
 */
export async function exportRecords(
  ctx: Ctx,
  form: string,
  { format, ...query }: BodyOf<Contract['exportRecords']>,
): Promise<ExportedFile> {
  const access = accessFor(ctx, form, 'export');
  const fields = (wantedFields(access, query.fields) ?? [...access.visible.keys()])
    .map((key) => access.visible.get(key))
    .filter((field) => field !== undefined);
  const columns = columnsOf(access, fields);
  const pages = streamRecords(ctx, form, { ...query, fields: fields.map(({ key }) => key) });
  const first = await pages.next();
  const all = async function* (): AsyncGenerator<Page> {
    if (!first.done) yield first.value;
    yield* pages;
  };
  const label = localText(access.form.document.trellis.label, ctx.locale);
  const name = `${label}-${ctx.now.slice(0, 10)}.${format}`;
  return format === 'csv'
    ? { name, type: 'text/csv; charset=utf-8', content: Readable.from(csvLines(ctx, columns, all())) }
    : { name, type: XLSX, content: Readable.fromWeb(workbook(ctx, label, columns, all())) };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const titles = (ctx: Ctx, columns: readonly ExportColumn[]): string[] =>
  columns.map(({ field }) => localText(field.meta.label, ctx.locale));

/** A record that the member may not see has no title; its cell stays empty rather than showing an id. */
const envOf = (ctx: Ctx, refs: Page['refs']): TextEnv => ({
  locale: ctx.locale,
  tz: ctx.catalog.workspace.tz,
  title: (id) => refs[id]?.title ?? roleTitle(ctx, id) ?? '',
});

async function* csvLines(
  ctx: Ctx,
  fields: readonly ExportColumn[],
  pages: AsyncIterable<Page>,
): AsyncGenerator<string> {
  yield MARK + csvLine(titles(ctx, fields));
  for await (const { records, refs } of pages) {
    const env = envOf(ctx, refs);
    yield records
      .flatMap(({ values }) => linesOf(fields, values))
      .map((line) => csvLine(fields.map(({ field }, at) => csvValue(field, line[at] ?? null, env))))
      .join('');
  }
}

function workbook(ctx: Ctx, label: string, fields: readonly ExportColumn[], pages: AsyncIterable<Page>) {
  const rows = async function* (): AsyncGenerator<CellValue[]> {
    yield titles(ctx, fields).map(escapeFormula);
    for await (const { records, refs } of pages) {
      const env = envOf(ctx, refs);
      for (const line of records.flatMap(({ values }) => linesOf(fields, values))) {
        yield fields.map(({ field }, at) => xlsxValue(field, line[at] ?? null, env));
      }
    }
  };
  return writeXlsxStream(rows(), {
    name: label.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1',
    freezePane: { rows: 1 },
    columns: fields.map(({ field }) => {
      const numFmt = formatOf(field);
      return { width: field.type.wide ? 40 : 18, ...(numFmt ? { style: { numFmt } } : {}) };
    }),
  }) as ReadableStream<Uint8Array>;
}

/** A column of the file: a field, or a column of a sub-form's rows. */
interface ExportColumn {
  readonly field: CompiledField;
  /** Key of the sub-form and of its column. */
  readonly of?: readonly [field: string, column: string];
}

const columnsOf = (access: Access, fields: readonly CompiledField[]): readonly ExportColumn[] =>
  fields.flatMap((field): ExportColumn[] => {
    const rows = access.owned.get(field.key);
    if (!rows) return [{ field }];
    return [...rows.visible.values()].map((column) => ({
      field: fieldOfColumn(field, column),
      of: [field.key, column.key],
    }));
  });

/** The lines of a record: rows of its sub-forms below each other, its own values on the first alone. */
function linesOf(columns: readonly ExportColumn[], values: Readonly<Record<string, unknown>>): Value[][] {
  const lists = columns.map(({ of }) => (of ? rowsOf(values[of[0]] as Value) : []));
  const count = Math.max(1, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, line) =>
    columns.map(({ field, of }, at): Value => {
      if (of) return lists[at]?.[line]?.[of[1]] ?? null;
      return line === 0 ? ((values[field.key] ?? null) as Value) : null;
    }),
  );
}
