import { Readable } from 'node:stream';
import type { TextEnv } from '@trellis/forms/model';
import { localText } from '@trellis/metadata';
import { roleTitle } from '../../access/role-names.ts';
import type { Ctx } from '../../contract.ts';
import type { StreamPage } from '../../query/stream.ts';
import { writeWorkbook } from '../workbook/write.ts';
import type { CellValue } from '../workbook/xml.ts';
import { csvValue, formatOf, xlsxValue } from './cells.ts';
import { type ExportColumn, linesOf } from './columns.ts';
import { csvLine, escapeFormula, MARK } from './csv-text.ts';

/** A sheet with the pages of its records. */
export interface FilledSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  /** Lines of a record without rows. */
  readonly least: 0 | 1;
  pages(): AsyncIterable<StreamPage>;
}

export const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The bytes of a file, made while they are read. */
export const contentOf = (ctx: Ctx, format: 'csv' | 'xlsx', sheets: readonly FilledSheet[]): Readable =>
  format === 'csv'
    ? Readable.from(csvLines(ctx, sheets), { objectMode: false })
    : writeWorkbook(sheets.map((sheet) => sourceOf(ctx, sheet)));

const titleOf = (ctx: Ctx, { field }: ExportColumn): string => localText(field.meta.label, ctx.locale);

/** A record that the member may not see has no title; its cell stays empty rather than showing an id. */
const envOf = (ctx: Ctx, refs: StreamPage['refs']): TextEnv => ({
  locale: ctx.locale,
  tz: ctx.catalog.workspace.tz,
  title: (id) => refs[id]?.title ?? roleTitle(ctx, id) ?? '',
});

async function* csvLines(ctx: Ctx, sheets: readonly FilledSheet[]): AsyncGenerator<string> {
  yield MARK;
  for (const { columns, least, pages } of sheets) {
    yield csvLine(columns.map((column) => titleOf(ctx, column)));
    for await (const { records, refs } of pages()) {
      const env = envOf(ctx, refs);
      yield records
        .flatMap((record) => linesOf(columns, record, least))
        .map((line) => csvLine(columns.map(({ field }, at) => csvValue(field, line[at] ?? null, env))))
        .join('');
    }
  }
}

const sourceOf = (ctx: Ctx, { name, columns, least, pages }: FilledSheet) => ({
  name,
  columns: columns.map((column) => ({
    title: escapeFormula(titleOf(ctx, column)),
    width: column.field.type.wide ? 40 : 18,
    format: formatOf(column.field),
  })),
  async *rows(): AsyncGenerator<CellValue[]> {
    for await (const { records, refs } of pages()) {
      const env = envOf(ctx, refs);
      for (const record of records)
        for (const line of linesOf(columns, record, least))
          yield columns.map(({ field }, at) => xlsxValue(field, line[at] ?? null, env));
    }
  },
});
