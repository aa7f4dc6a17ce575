import type { TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { type Issue, type Result, ROLE_TARGET } from '@trellis/metadata';
import { type Access, accessFor } from '../../access/policy.ts';
import { roleNamed } from '../../access/role-names.ts';
import type { Ctx } from '../../contract.ts';
import type { NewRow } from '../../types.ts';
import type { Mapping } from '../mapping/types.ts';
import { leftOut, readEdited } from '../sheet/edited.ts';
import { grouping } from '../sheet/grouping.ts';
import { nameIn, readCell } from './cell.ts';
import { type PlannedColumn, planColumns } from './check.ts';
import { columnIn, OWNER, RECORD_ID } from './fields.ts';
import { type Matching, planMatching } from './match.ts';
import { type Names, namesOf } from './names.ts';
import { shownName, textIn } from './parts.ts';
import { type Progress, paced } from './progress.ts';

/** Where the rows of an uploaded file are, and how wide they are. */
export interface Source {
  readonly path: string;
  readonly width: number;
}

/** A row of the file as values, and what could not be read of it. */
export interface ReadRow {
  readonly row: number;
  /** Text that says by its id which record it is about, where the file has such a column. */
  readonly id?: string;
  readonly record: NewRow;
  readonly issues: readonly CellIssue[];
  /** Rows of the file that the rows of a sub-form come from, in their order. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

interface CellIssue {
  readonly row: number;
  readonly column: PlannedColumn;
  readonly issue: Issue;
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
  /** Rows that the member left out. */
  readonly dropped: number;
  /** How rows find records that are there; undefined where all are new. */
  readonly matching: Matching | undefined;
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
  const matching = planMatching(ctx, access, mapping, columns);
  const stored = () => readEdited(source.path, mapping);
  const names = await namesOf(ctx, columns, paced(stored(), 'names', progress));
  const unmatched = new Map<string, Unmatched>();
  const readers = columns.map((column) => readerOf(ctx, column, names.get(column), unmatched));
  const group = grouping(mapping.columns);
  const rows: RowDraft[] = [];
  for await (const { row, cells } of paced(stored(), 'read', progress)) {
    const issues: CellIssue[] = [];
    const values: Record<string, Value> = {};
    for (const [index, column] of columns.entries()) {
      const result = readers[index]?.(textIn(cells, column));
      if (result?.ok) values[column.field] = result.value;
      else for (const issue of result?.issues ?? []) issues.push({ row, column, issue });
    }
    const last = group.goesOn(cells) ? rows.at(-1) : undefined;
    if (last) {
      addLines(last, row, values);
      last.issues.push(...issues);
    } else {
      const own = Object.entries(values).filter(([field]) => !columnIn(field));
      const draft: RowDraft = { row, values: Object.fromEntries(own), issues, lines: {} };
      addLines(draft, row, values);
      rows.push(draft);
    }
  }
  const read = rows.map(({ values, ...rest }): ReadRow => ({ ...rest, ...recordOf(values) }));
  const dropped = leftOut(mapping).size;
  return { access, columns, rows: read, unmatched: [...unmatched.values()], names, dropped, matching };
}

/** A record while its rows are read. */
interface RowDraft {
  readonly row: number;
  readonly values: Record<string, Value>;
  readonly issues: CellIssue[];
  readonly lines: Record<string, number[]>;
}

/** Adds what a row of the file says of rows of sub-forms; nothing where it leaves them empty. */
function addLines(draft: RowDraft, row: number, values: Readonly<Record<string, Value>>): void {
  const found = new Map<string, Record<string, Value>>();
  for (const [name, value] of Object.entries(values)) {
    const place = columnIn(name);
    if (!place || value === null) continue;
    const line = found.get(place[0]) ?? {};
    line[place[1]] = value;
    found.set(place[0], line);
  }
  for (const [field, line] of found) {
    draft.values[field] = [...((draft.values[field] ?? []) as Value[]), line];
    draft.lines[field] = [...(draft.lines[field] ?? []), row];
  }
}

/** The owner and the id stand beside the values; an empty cell leaves the record to the member who imports. */
function recordOf({
  [OWNER]: owner,
  [RECORD_ID]: id,
  ...values
}: Record<string, Value>): Pick<ReadRow, 'id' | 'record'> {
  const record = typeof owner === 'string' ? { values, meta: { owner } } : { values };
  return typeof id === 'string' ? { id, record } : { record };
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
    resolve: (target, name) => {
      if (target === ROLE_TARGET) return roleNamed(ctx, name);
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
    const params = { text: shownName(name), count: names.resolver.count(name) };
    return { ok: false, issues: [{ path: [], code: 'reference_ambiguous', params }] };
  };
}
