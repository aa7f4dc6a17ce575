import type { CompiledField } from '@trellis/forms/model';
import type { Frag, Value } from '@trellis/logic';
import { frag, join } from '@trellis/logic/sql';
import { type BodyOf, type Contract, localText } from '@trellis/metadata';
import { type Access, accessFor, findAccess } from '../../access/policy.ts';
import { type Scoped, scopeIn } from '../../access/scoped.ts';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { conditionsOf, invalid } from '../../query/input.ts';
import { select } from '../../query/select.ts';
import { openStream, recordsInSnapshot, rowsInSnapshot, type StreamPage } from '../../query/stream.ts';
import { countUpTo } from '../../query/total.ts';
import type { RecordBody } from '../../types.ts';
import { fieldOfIdsBehind } from '../convert/fields.ts';
import { columnsOf, type ExportColumn, fieldsOf, readOf, rowColumns } from './columns.ts';

export type ExportQuery = Omit<BodyOf<Contract['startExport']>, 'id'>;
type Linked = NonNullable<ExportQuery['sheets']>[number];

/** What becomes a sheet of a file. */
export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  /** Lines of a record without rows. */
  readonly least: 0 | 1;
  /** Its records, in a snapshot. */
  pages(ctx: Ctx): AsyncGenerator<StreamPage>;
  /** How many there are. */
  count(ctx: Ctx): Promise<number>;
}

/**
 * The sheets of an export: the records themselves, then what hangs on them.
 * Errors: form_not_found, forbidden, query_invalid at ["fields", n] and ["sheets", n].
 */
export function sheetsOf(ctx: Ctx, ref: string, query: ExportQuery): readonly ExportSheet[] {
  const access = accessFor(ctx, ref, 'export');
  const { sheets = [] } = query;
  if (query.format === 'csv' && sheets.length > 0)
    throw invalid({ path: ['sheets'], code: 'export_sheet_csv' });
  const linked = sheets.map((sheet, index) => {
    const made =
      sheet.form === undefined
        ? rowsSheet(ctx, access, query, sheet.field)
        : pointingSheet(ctx, access, query, sheet);
    if (!made) throw invalid({ path: ['sheets', index], code: 'export_sheet' });
    return made;
  });
  const apart = new Set(sheets.flatMap(({ form, field }) => (form === undefined ? [field] : [])));
  const columns = mainColumns(access, query.fields).filter(({ of }) => !of || !apart.has(of[0]));
  return [ownSheet(access, query, columns, nameOf(ctx, access.form), 1), ...linked];
}

/** The columns of the records themselves. Errors: query_invalid at ["fields", n]. */
export const mainColumns = (access: Access, fields: readonly string[] | undefined): readonly ExportColumn[] =>
  columnsOf(access, fields ?? [...access.visible.keys()]);

export const nameOf = ({ locale }: Ctx, form: CatalogForm): string =>
  localText(form.document.trellis.label, locale);

/** A sheet made of the chosen records. */
function ownSheet(
  access: Access,
  { filter, search, sort, asOf }: ExportQuery,
  columns: readonly ExportColumn[],
  name: string,
  least: 0 | 1,
): ExportSheet {
  const { ref } = access.form;
  const asked = {
    ...(filter === undefined ? {} : { filter }),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort }),
    ...(asOf === undefined ? {} : { asOf }),
    fields: fieldsOf(access, columns),
  };
  return {
    name,
    columns,
    least,
    pages: (ctx) => recordsInSnapshot(ctx, ref, asked),
    async count(ctx) {
      const { scope, where } = await openStream(ctx, ref, asked);
      return countUpTo(scope, where);
    },
  };
}

/** The rows of a sub-form, each with the title and the id of its record. */
function rowsSheet(ctx: Ctx, access: Access, query: ExportQuery, key: string): ExportSheet | undefined {
  const field = access.visible.get(key);
  if (!field || !access.owned.has(key)) return undefined;
  const around = columnsOf(access, [access.form.titleField, '_id'].filter(known(access)));
  const [id, ...title] = around.map((column) => ({ ...column, repeated: true })).reverse();
  const columns = [...title, ...rowColumns(access, key), ...(id ? [id] : [])];
  return ownSheet(access, query, columns, localText(field.meta.label, ctx.locale), 0);
}

const known = (access: Access) => (key: string) => key === '_id' || access.visible.has(key);

/** The records of another form that point to the chosen ones, with the ids of both. */
function pointingSheet(
  ctx: Ctx,
  parents: Access,
  query: ExportQuery,
  { form, field }: Linked,
): ExportSheet | undefined {
  const access = form === undefined ? undefined : findAccess(ctx, form);
  const reference = access?.visible.get(field);
  if (access?.form.state !== 'ok' || !access.actions.has('export') || !reference) return undefined;
  if (reference.target !== parents.form.ref) return undefined;
  const columns = [
    ...columnsOf(access, [field, ...access.visible.keys(), '_id']),
    idsBehind(access.form, reference),
  ];
  const open = (at: Ctx) => openPointing(at, access, reference, parents, query);
  return {
    name: nameOf(ctx, access.form),
    columns,
    least: 1,
    async *pages(at) {
      const { scope, where } = await open(at);
      const [id, points] = [scope.column('_id'), scope.column(field)];
      // Those of a record stand below each other.
      const orderBy = reference.many ? id : join([points, id], ', ');
      yield* rowsInSnapshot(scope, { where, fields: fieldsOf(access, columns), orderBy });
    },
    async count(at) {
      const { scope, where } = await open(at);
      return countUpTo(scope, where);
    },
  };
}

async function openPointing(
  ctx: Ctx,
  { form }: Access,
  { key, many }: CompiledField,
  { form: parentForm }: Access,
  query: ExportQuery,
): Promise<{ scope: Scoped; where: Frag[] }> {
  const { scope } = await openStream(ctx, form.ref, query.asOf === undefined ? {} : { asOf: query.asOf });
  const access = accessFor(ctx, parentForm.ref, 'export');
  const parents = scopeIn(
    scope.reading,
    access,
    'export',
    scope.asOf === undefined ? {} : { asOf: scope.asOf },
  );
  const ids = select(parents, { columns: [parents.column('_id')], where: conditionsOf(parents, query) }).sql;
  const points = scope.column(key);
  return { scope, where: [many ? frag`${points} && ARRAY(${ids})` : frag`${points} IN (${ids})`] };
}

/** The ids of the records that a reference points to, as a column beside their titles. */
function idsBehind(form: CatalogForm, reference: CompiledField): ExportColumn {
  const value = readOf(reference.key);
  return {
    field: fieldOfIdsBehind(form, reference),
    read: (record: RecordBody): Value => [value(record) ?? []].flat().join('、') || null,
  };
}
