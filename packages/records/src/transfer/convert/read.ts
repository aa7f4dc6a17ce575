import type { TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Issue, Result } from '@trellis/metadata';
import { type Access, accessFor } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import type { NewRow } from '../../types.ts';
import type { Mapping } from '../mapping/types.ts';
import { readStored } from '../sheet/stored.ts';
import { nameIn, readCell } from './cell.ts';
import { type PlannedColumn, planColumns } from './check.ts';
import { OWNER } from './fields.ts';
import { type Names, namesOf } from './names.ts';
import { type Progress, paced } from './progress.ts';

/** Where the rows of an uploaded file are, and how wide they are. */
export interface Source {
  readonly path: string;
  readonly width: number;
}

/** A row of the file as values, and what could not be read of it. */
export interface ReadRow {
  readonly row: number;
  readonly record: NewRow;
  readonly issues: readonly { readonly column: PlannedColumn; readonly issue: Issue }[];
}

/** A text that matches no option or record. */
export interface Unmatched {
  readonly column: PlannedColumn;
  readonly text: string;
  count: number;
}

export interface Reading {
  readonly access: Access;
  readonly columns: readonly PlannedColumn[];
  readonly rows: readonly ReadRow[];
  readonly unmatched: readonly Unmatched[];
  readonly names: ReadonlyMap<PlannedColumn, Names>;
}

/** Reads all rows under a mapping, as the member. Errors: forbidden, validation_failed (the mapping). */
export async function readRows(
  ctx: Ctx,
  form: string,
  source: Source,
  mapping: Mapping,
  progress: Progress,
): Promise<Reading> {
  const access = accessFor(ctx, form, 'import');
  const columns = planColumns(ctx, access, mapping, source.width);
  const stored = () => readStored(source.path, mapping.headerRows ?? 1);
  const names = await namesOf(ctx, columns, paced(stored(), 'names', progress));
  const unmatched = new Map<string, Unmatched>();
  const readers = columns.map((column) => readerOf(ctx, column, names.get(column), unmatched));
  const rows: ReadRow[] = [];
  for await (const { row, cells } of paced(stored(), 'read', progress)) {
    const values: Record<string, Value> = {};
    const issues: { column: PlannedColumn; issue: Issue }[] = [];
    for (const [index, column] of columns.entries()) {
      const result = readers[index]?.(cells[column.column] ?? '');
      if (result?.ok) values[column.field] = result.value;
      else for (const issue of result?.issues ?? []) issues.push({ column, issue });
    }
    rows.push({ row, record: recordOf(values), issues });
  }
  return { access, columns, rows, unmatched: [...unmatched.values()], names };
}

/** The owner stands beside the values; an empty cell leaves the record to the member who imports. */
function recordOf({ [OWNER]: owner, ...values }: Record<string, Value>): NewRow {
  return typeof owner === 'string' ? { values, meta: { owner } } : { values };
}

function readerOf(
  ctx: Ctx,
  column: PlannedColumn,
  names: Names | undefined,
  unmatched: Map<string, Unmatched>,
): (text: string) => Result<Value> {
  const note = (text: string) => {
    const key = `${column.column} ${text}`;
    const known = unmatched.get(key);
    if (known) known.count++;
    else unmatched.set(key, { column, text, count: 1 });
  };
  const env: TextEnv = {
    locale: ctx.locale,
    tz: ctx.catalog.workspace.tz,
    ...(column.dateOrder ? { dateOrder: column.dateOrder } : {}),
    resolve: (_, name) => {
      const created = names?.created.get(name);
      if (created !== undefined) note(name);
      return created ?? names?.resolver.id(name);
    },
  };
  const several = (name: string) => (names?.resolver.count(name) ?? 0) > 1;
  return (text) => {
    const result = readCell(text, column, env, (name) => {
      if (several(name)) return undefined;
      note(name);
      return column.unmatched === 'empty' ? '' : undefined;
    });
    const name = result.ok ? undefined : nameIn(result.issues[0]);
    if (name === undefined || !names || !several(name)) return result;
    const params = { text: name, count: names.resolver.count(name) };
    return { ok: false, issues: [{ path: [], code: 'reference_ambiguous', params }] };
  };
}
