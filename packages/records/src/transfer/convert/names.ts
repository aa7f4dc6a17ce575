import type { TextEnv } from '@trellis/forms/model';
import { newId } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { validateRows } from '../../write/bulk.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { nameIn, readCell } from './cell.ts';
import { type PlannedColumn, titleOf } from './check.ts';
import { partsOf, textIn } from './parts.ts';
import { matchFieldsOf, type Named, type Resolver, resolveNames } from './resolve.ts';

/** What the texts of a reference column stand for. */
export interface Names {
  readonly resolver: Resolver;
  /** Ids of the records to be made, by name; empty unless the column says so. */
  readonly created: ReadonlyMap<string, string>;
  readonly createdIds: ReadonlySet<string>;
}

/** Any id: the first reading is only after the names. */
const SOME_ID = newId();

/** Looks up the names in all reference columns, one query per column. Plans the records to be made. */
export async function namesOf(
  ctx: Ctx,
  columns: readonly PlannedColumn[],
  rows: AsyncIterable<SheetRow>,
): Promise<ReadonlyMap<PlannedColumn, Names>> {
  const references = columns.filter(({ target }) => target.target !== undefined);
  const wanted = new Map(references.map((column) => [column, new Set<string>()]));
  // Cells that name several records: which parts of them are names is known once the names are.
  const lists = new Map(references.map((column) => [column, new Set<string>()]));
  if (references.length > 0) {
    const envs = references.map((column): [PlannedColumn, TextEnv] => [
      column,
      {
        locale: ctx.locale,
        tz: ctx.catalog.workspace.tz,
        resolve: (_, name) => {
          wanted.get(column)?.add(name);
          return column.target.many ? undefined : SOME_ID;
        },
      },
    ]);
    for await (const { cells } of rows) {
      for (const [column, env] of envs) {
        const text = textIn(cells, column);
        if (column.target.many) lists.get(column)?.add(text);
        readCell(text, column, env, () => undefined);
      }
    }
  }
  const found = new Map<PlannedColumn, Names>();
  const made = new Map<string, Map<string, string>>();
  for (const [column, names] of wanted) {
    const resolver = await resolveNames(ctx, column, names);
    const used = column.target.many ? unknownIn(ctx, column, lists.get(column) ?? [], resolver) : names;
    const created = await planCreated(ctx, column, used, resolver, made);
    found.set(column, { resolver, created, createdIds: new Set(created.values()) });
  }
  return found;
}

/** The names in lists of several that match nothing, each as long as its neighbours leave it. */
function unknownIn(
  ctx: Ctx,
  column: PlannedColumn,
  texts: Iterable<string>,
  resolver: Resolver,
): ReadonlySet<string> {
  const { type, config } = column.target;
  const resolve: NonNullable<TextEnv['resolve']> = (_, name) => resolver.id(name);
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz, resolve };
  const names = new Set<string>();
  for (const text of texts) {
    const read = type.parse(text, config, env);
    for (const issue of read.ok ? [] : read.issues) {
      const name = nameIn(issue);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** Names that become new records: those that match nothing and are enough to make a valid one. */
async function planCreated(
  ctx: Ctx,
  column: PlannedColumn,
  names: ReadonlySet<string>,
  resolver: Resolver,
  made: Map<string, Map<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const created = new Map<string, string>();
  const { target } = column.target;
  const targets = openTargets(ctx, column);
  if (column.unmatched !== 'create' || target === undefined || !targets) return created;
  const missing = [...names].filter((name) => resolver.count(name) === 0);
  const issues = await validateRows(ctx, target, missing.map(targets.of));
  // Two columns that point to the same form share the records that they bring about.
  const key = `${target} ${targets.by.join()}`;
  const shared = made.get(key) ?? new Map<string, string>();
  made.set(key, shared);
  for (const [index, name] of missing.entries()) {
    if (issues[index]?.length !== 0) continue;
    const id = shared.get(resolver.key(name)) ?? newId();
    shared.set(resolver.key(name), id);
    created.set(name, id);
  }
  return created;
}

/** The records that names alone make; undefined where the member may not see what names are compared with. */
export function openTargets(ctx: Ctx, column: Named) {
  const fields = matchFieldsOf(ctx, column);
  if (!fields) return undefined;
  const title = titleOf(ctx, column.target);
  return {
    by: fields.map(({ key }) => key),
    of: (name: string) => ({
      values: column.parts
        ? Object.fromEntries(partsOf(name, column.parts, title))
        : { [fields[0]?.key ?? title]: name },
    }),
  };
}
