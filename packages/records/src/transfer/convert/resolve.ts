import type { CompiledField } from '@trellis/forms/model';
import { frag, join, param } from '@trellis/logic/sql';
import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import { envOf } from '../../access/env.ts';
import { readPhone } from '../../access/phone.ts';
import { type Access, findAccess } from '../../access/policy.ts';
import { scopeIn } from '../../access/scoped.ts';
import { reading, relation } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import { rowsOf, select } from '../../query/select.ts';
import { referenceTitles } from '../../query/titles.ts';
import { castOf } from '../../write/casts.ts';
import type { Choice } from '../mapping/similar.ts';
import { matchFields, type PlannedColumn, titleOf } from './check.ts';
import { RECORD_ID } from './fields.ts';
import { idsAmong } from './known-ids.ts';
import { groupedBy, type Part, partsOf } from './parts.ts';

/** The records that the texts of a column name. */
export interface Resolver {
  /** Id of the record with this name; undefined for none or several. */
  id(name: string): string | undefined;
  /** How many records have the name. */
  count(name: string): number;
  /** What is the same for names that mean the same record. */
  key(name: string): string;
  /** Name of a record found by its name, as it is written there. */
  title(id: string): string | undefined;
  /** Names that records have, to suggest from; at most 20,000. */
  choices(): Promise<readonly Choice[]>;
}

const MAX_CHOICES = 20_000;

/** What names are looked up for: the target of a field, and by which of its fields. */
export type Named = Pick<PlannedColumn, 'matchBy' | 'parts'> & {
  readonly target: Pick<CompiledField, 'target'>;
};

/** Looks up all names of a column at once, among the records that the member may view. */
export function resolveNames(ctx: Ctx, column: Named, names: ReadonlySet<string>): Promise<Resolver> {
  const { target } = column.target;
  if (target === MEMBER_TARGET) return resolveMembers(ctx, column.matchBy);
  if (target === DEPARTMENT_TARGET) return resolveDepartments(ctx);
  return resolveRecords(ctx, column, names);
}

/** Fields of the target that names are compared with; undefined where the member may not see one of them. */
export function matchFieldsOf(ctx: Ctx, { target, matchBy, parts }: Named): CompiledField[] | undefined {
  const known = matchFields(ctx, target);
  const keys = parts ? parts.map(({ by }) => by) : [matchBy ?? titleOf(ctx, target)];
  const fields = keys.flatMap((key) => known.get(key) ?? []);
  return fields.length === keys.length ? fields : undefined;
}

async function resolveRecords(ctx: Ctx, column: Named, names: ReadonlySet<string>): Promise<Resolver> {
  const access = findAccess(ctx, column.target.target ?? '');
  const fields = matchFieldsOf(ctx, column);
  const [field] = fields ?? [];
  if (!access || !fields || !field || access.form.state !== 'ok') return NOBODY;
  if (field.key === RECORD_ID) return resolveIds(ctx, access, names);
  if (column.parts) return resolveByParts(ctx, access, { ...column, parts: column.parts }, fields, names);
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  // Names are compared as the field would store them: "138 0013 8000" is the record with +8613800138000.
  const stored = new Map<string, string>();
  for (const name of names) {
    const value = field.type.parse(name, field.config, env);
    if (value.ok && value.value !== null) stored.set(name, String(value.value));
  }
  const open = () => scopeIn(reading(ctx, envOf(ctx)), access, 'view');
  const scope = open();
  const wanted = [...new Set(stored.values())];
  const rows =
    wanted.length === 0
      ? []
      : await rowsOf<{ id: string; value: string }>(
          ctx,
          select(scope, {
            columns: [frag`${scope.column('_id')} AS id`, frag`${scope.column(field.key)} AS value`],
            where: [frag`${scope.column(field.key)} = ANY(${param(wanted, `${castOf(field)}[]`)})`],
          }),
        );
  return found(
    rows,
    (name) => stored.get(name) ?? '',
    async () => {
      const all = open();
      const value = all.column(field.key);
      const list = await rowsOf<{ value: string }>(
        ctx,
        select(all, {
          columns: [frag`DISTINCT ${value} AS value`],
          where: [frag`${value} IS NOT NULL`],
          limit: MAX_CHOICES,
        }),
      );
      return list.map((row) => asChoice(String(row.value)));
    },
  );
}

/** By their ids, as an export has them beside the titles. */
async function resolveIds(ctx: Ctx, access: Access, names: ReadonlySet<string>): Promise<Resolver> {
  const keyOf = (name: string) => name.trim().toLowerCase();
  const scope = scopeIn(reading(ctx, envOf(ctx)), access, 'view');
  const ids = [...(await idsAmong(ctx, scope, [...names].map(keyOf)))];
  const titles = await referenceTitles(ctx, new Map([[access.form.ref, new Set(ids)]]));
  const rows = ids.map((id) => ({ id, value: id, title: titles[id]?.title ?? id }));
  // Nothing is like an id.
  return found(rows, keyOf, async () => []);
}

/** By several fields: a record is meant that has all of the texts which a name has. */
async function resolveByParts(
  ctx: Ctx,
  access: Access,
  { target, parts }: Named & { readonly parts: readonly Part[] },
  fields: readonly CompiledField[],
  names: ReadonlySet<string>,
): Promise<Resolver> {
  const title = titleOf(ctx, target);
  const titleField = access.visible.get(title);
  const compared = new Map(
    [...fields, ...(titleField ? [titleField] : [])].map((field) => [field.key, field]),
  );
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  /** What is stored for a name, by field; undefined where one of its texts is nothing that the field could hold. */
  const storedOf = (name: string): ReadonlyMap<string, string> | undefined => {
    const stored = new Map<string, string>();
    for (const [key, text] of partsOf(name, parts, title)) {
      const field = compared.get(key);
      const value = field?.type.parse(text, field.config, env);
      if (!value?.ok || value.value === null) return undefined;
      stored.set(key, String(value.value));
    }
    return stored;
  };
  const keyOf = (stored: ReadonlyMap<string, string>) => JSON.stringify([...stored]);
  const wanted = [...names].flatMap((name) => storedOf(name) ?? []);
  const rows: { id: string; value: string; title?: string }[] = [];
  // Names that fill the same fields are looked up together.
  for (const [shape, same] of groupedBy(wanted, (stored) => [...stored.keys()].join())) {
    const scope = scopeIn(reading(ctx, envOf(ctx)), access, 'view');
    const keys = shape.split(',');
    const columns = keys.map((key) => scope.column(key));
    const lists = keys.map((key) => {
      const field = compared.get(key);
      return param(
        same.map((stored) => stored.get(key) ?? ''),
        `${field ? castOf(field) : 'text'}[]`,
      );
    });
    const found = await rowsOf<{ id: string; values: string[] }>(
      ctx,
      select(scope, {
        columns: [
          frag`${scope.column('_id')} AS id`,
          frag`ARRAY[${join(
            columns.map((column) => frag`${column}::text`),
            ', ',
          )}] AS values`,
        ],
        where: [frag`(${join(columns, ', ')}) IN (SELECT * FROM unnest(${join(lists, ', ')}))`],
      }),
    );
    for (const { id, values } of found) {
      const stored = new Map(keys.map((key, index) => [key, values[index] ?? '']));
      rows.push({ id, value: keyOf(stored), title: values.join(' ') });
    }
  }
  const keys = new Map([...names].map((name) => [name, keyOf(storedOf(name) ?? new Map())]));
  const { choices } = titleField ? await resolveRecords(ctx, { target, matchBy: title }, new Set()) : NOBODY;
  return found(rows, (name) => keys.get(name) ?? '', choices);
}

/** By e-mail or phone where the text is somebody's, else by name; `matchBy` allows one of the three alone. */
export async function resolveMembers(ctx: Ctx, matchBy?: string): Promise<Resolver> {
  const { rows } = await ctx.pool.query<{
    id: string;
    name: string;
    email: string | null;
    phone: string | null;
  }>(
    `SELECT id, name, email, phone FROM ${relation(ctx, 'member')} WHERE disabled_at IS NULL ORDER BY name LIMIT ${MAX_CHOICES}`,
  );
  const byText = (
    valueOfRow: (row: (typeof rows)[number]) => string | null,
    keyOf: (text: string) => string,
  ) => {
    const list = rows.flatMap((row) => {
      const value = valueOfRow(row);
      return value === null ? [] : [{ id: row.id, value }];
    });
    return found(list, keyOf, async () => list.map(({ value }) => asChoice(value)));
  };
  const names = byText(
    ({ name }) => name,
    (text) => text.trim(),
  );
  const emails = byText(
    ({ email }) => email?.toLowerCase() ?? null,
    (text) => text.trim().toLowerCase(),
  );
  const phones = byText(({ phone }) => phone, phoneIn);
  if (matchBy === 'name') return names;
  if (matchBy === 'email') return emails;
  if (matchBy === 'phone') return phones;
  const first = (text: string) => [emails, phones].find((one) => one.count(text) > 0) ?? names;
  return {
    id: (text) => first(text).id(text),
    count: (text) => first(text).count(text),
    key: (text) => text,
    title: names.title,
    choices: names.choices,
  };
}

/** A phone as members have it; a text that is none is nobody's. */
function phoneIn(text: string): string {
  const read = readPhone(text);
  return read.ok ? (read.value ?? '') : '';
}

/** By name; two departments of one name are told apart by their paths: "总部/销售部". */
export async function resolveDepartments(ctx: Ctx): Promise<Resolver> {
  const table = relation(ctx, 'department');
  const { rows } = await ctx.pool.query<{ id: string; name: string; path: string }>(
    `WITH RECURSIVE d AS (
       SELECT id, name, name AS path, 1 AS depth FROM ${table} WHERE parent_id IS NULL
       UNION ALL SELECT c.id, c.name, d.path || '/' || c.name, d.depth + 1 FROM ${table} c
         JOIN d ON c.parent_id = d.id WHERE d.depth < 50)
     SELECT id, name, path FROM d ORDER BY path LIMIT ${MAX_CHOICES}`,
  );
  const spelled = rows.flatMap(({ id, name, path }) =>
    name === path
      ? [{ id, value: name }]
      : [
          { id, value: name },
          { id, value: path },
        ],
  );
  return found(
    spelled,
    (name) => name.trim().replace(/\s*[/>]\s*/g, '/'),
    async () => rows.map(({ path }) => asChoice(path)),
  );
}

const asChoice = (value: string): Choice => ({ value, label: value });

function found(
  rows: readonly { readonly id: string; readonly value: unknown; readonly title?: string }[],
  keyOf: (name: string) => string,
  choices: Resolver['choices'],
): Resolver {
  const ids = new Map<string, string[]>();
  const titles = new Map<string, string>();
  for (const { id, value, title } of rows) {
    const key = String(value);
    const list = ids.get(key);
    if (list) list.push(id);
    else ids.set(key, [id]);
    titles.set(id, title ?? key);
  }
  const idsOf = (name: string) => ids.get(keyOf(name)) ?? [];
  return {
    id: (name) => (idsOf(name).length === 1 ? idsOf(name)[0] : undefined),
    count: (name) => idsOf(name).length,
    key: (name) => keyOf(name) || name,
    title: (id) => titles.get(id),
    choices,
  };
}

const NOBODY: Resolver = found(
  [],
  (name) => name,
  async () => [],
);
