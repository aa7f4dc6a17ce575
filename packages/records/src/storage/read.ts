import type { Queryable } from '@trellis/db';
import { quoteName } from './names.ts';
import type { FormStorage, StoredColumn } from './types.ts';

/** The tables of a workspace's forms, as the storage catalog and PostgreSQL know them. */
export interface WorkspaceStorage {
  /** By "app:form". */
  readonly forms: ReadonlyMap<string, FormStorage>;
  /** Names of all relations of the schema. */
  readonly relations: ReadonlySet<string>;
}

/** Reads the storage of one app's forms. */
export async function readStorage(on: Queryable, schema: string, app: string): Promise<WorkspaceStorage> {
  const s = quoteName(schema);
  const { rows: tables } = await on.query<{ form: string; table: string }>(
    `select form, table_name as table from ${s}.form_storage where app = $1`,
    [app],
  );
  const { rows: columns } = await on.query<StoredColumn & { form: string }>(
    `select form, field, column_name as column, pg_type as "pgType", shape, state
     from ${s}.field_storage where app = $1 order by column_name`,
    [app],
  );
  const { rows: indexes } = await on.query<{ table: string; name: string; valid: boolean }>(
    `select t.relname as table, i.relname as name, x.indisvalid as valid
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = (select oid from pg_namespace where nspname = $1)
       and t.relname = any($2) and not x.indisprimary`,
    [schema, tables.map((row) => row.table)],
  );
  const { rows: relations } = await on.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = (select oid from pg_namespace where nspname = $1)`,
    [schema],
  );
  const forms = new Map<string, FormStorage>();
  for (const { form, table } of tables) {
    forms.set(`${app}:${form}`, {
      table,
      columns: columns.filter((c) => c.form === form).map(({ form: _, ...column }) => column),
      indexes: new Map(indexes.filter((i) => i.table === table).map((i) => [i.name, i.valid])),
    });
  }
  return { forms, relations: new Set(relations.map((row) => row.name)) };
}
