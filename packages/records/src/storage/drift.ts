import type { Queryable } from '@trellis/db';
import { quoteName } from './names.ts';
import { systemColumnsOf } from './system-columns.ts';

/** A form whose table is not what the storage catalog says. */
export interface Drift {
  readonly app: string;
  readonly form: string;
  /** For the log and the administrator, English. */
  readonly detail: string;
}

/** Type names of `format_type` → as in our DDL. */
const AS_WRITTEN: Readonly<Record<string, string>> = {
  'timestamp(3) with time zone': 'timestamptz(3)',
  'time without time zone': 'time',
};

interface Expected {
  readonly app: string;
  readonly form: string;
  readonly table: string;
  readonly column: string;
  readonly pgType: string;
}

/** Compares every form's table with the storage catalog: missing tables, missing columns, columns of another type. */
export async function findDrift(on: Queryable, schema: string): Promise<Drift[]> {
  const s = quoteName(schema);
  const { rows: forms } = await on.query<{ app: string; form: string; table: string }>(
    `select app, form, table_name as table from ${s}.form_storage where state <> 'binned'`,
  );
  const { rows: fields } = await on.query<Expected>(
    `select f.app, f.form, t.table_name as table, f.column_name as column, f.pg_type as "pgType"
     from ${s}.field_storage f join ${s}.form_storage t using (app, form) where t.state <> 'binned'`,
  );
  const actual = await actualColumns(on, schema);
  const system = forms.flatMap((form) =>
    systemColumnsOf(form.form).map(({ name, pgType }): Expected => ({ ...form, column: name, pgType })),
  );
  const found = new Map<string, Drift>();
  for (const { app, form, table, column, pgType } of [...system, ...fields]) {
    const columns = actual.get(table);
    const type = columns?.get(column);
    const detail = !columns
      ? `table ${table} is missing`
      : type === undefined
        ? `column ${table}.${column} is missing`
        : type !== pgType && `column ${table}.${column} is ${type}, not ${pgType}`;
    if (detail && !found.has(`${app}:${form}`)) found.set(`${app}:${form}`, { app, form, detail });
  }
  return [...found.values()];
}

/** Table → column → type. From pg_attribute: information_schema takes seconds with thousands of forms. */
async function actualColumns(on: Queryable, schema: string): Promise<Map<string, Map<string, string>>> {
  const { rows } = await on.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = (select oid from pg_namespace where nspname = $1)
       and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and c.relname in (select table_name from ${quoteName(schema)}.form_storage)`,
    [schema],
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows)
    tables.set(table, (tables.get(table) ?? new Map()).set(column, AS_WRITTEN[type] ?? type));
  return tables;
}
