import { type PoolClient, readPgError } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import { countDuplicates } from './duplicates.ts';
import { keyConflicts } from './key-conflicts.ts';
import { quoteName } from './names.ts';
import type { Step, StoragePlan } from './plan.ts';
import { SEARCH_SCHEME } from './search-tokens.ts';
import { shortTx } from './short-tx.ts';
import type { StoredColumn } from './types.ts';

export interface DdlTarget {
  /** Holds the publish lock of the workspace; in no transaction. */
  readonly client: PoolClient;
  readonly schema: string;
}

/**
 * Brings the table to where the new document finds all it needs, while the old one is in use. Whatever an interruption
 * leaves is invisible: a table without definition (reaped later), binned columns, an invalid index (built anew).
 * Errors: definition_invalid with unique_duplicates, key_duplicates; busy.
 */
export async function expandStorage(target: DdlTarget, plan: StoragePlan): Promise<void> {
  for (const step of plan.expand) await applyStep(target, plan, step);
}

/** Makes the indexes of the plan alone. Errors: as expandStorage. */
export async function buildIndexes(target: DdlTarget, plan: StoragePlan): Promise<void> {
  for (const step of plan.expand)
    if (step.kind === 'create_index' || step.kind === 'drop_index') await applyStep(target, plan, step);
}

/** Removes what the new document no longer needs; may be repeated, may be late. */
export async function contractStorage(target: DdlTarget, plan: StoragePlan): Promise<void> {
  for (const step of plan.contract) await applyStep(target, plan, step);
}

/** Makes the columns of the plan the live ones; part of the transaction that flips the definition. */
export async function flipStorage({ client, schema }: DdlTarget, plan: StoragePlan): Promise<void> {
  await saveColumns(client, schema, plan, plan.columns);
}

async function applyStep(target: DdlTarget, plan: StoragePlan, step: Step): Promise<void> {
  const { client, schema } = target;
  switch (step.kind) {
    case 'create_table':
      return shortTx(client, async () => {
        for (const statement of step.statements) await client.query(statement);
        await client.query(
          `insert into ${quoteName(schema)}.form_storage (app, form, table_name, search_scheme) values ($1, $2, $3, $4)`,
          [plan.app, plan.form, plan.table, SEARCH_SCHEME],
        );
        await saveColumns(client, schema, plan, plan.columns);
      });
    case 'add_columns':
      return shortTx(client, async () => {
        await client.query(step.sql);
        // Binned until the definition flips: an interrupted publish leaves columns that the next one finds.
        const binned = step.columns.map((column) => ({ ...column, state: 'binned' as const }));
        await saveColumns(client, schema, plan, binned);
      });
    case 'create_index':
      return createIndex(target, plan, step);
    case 'drop_index':
      return dropIndex(target, step.name);
  }
}

async function createIndex(
  target: DdlTarget,
  plan: StoragePlan,
  step: Extract<Step, { kind: 'create_index' }>,
): Promise<void> {
  const { client, schema } = target;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(step.sql);
      return;
    } catch (error) {
      // A failed build leaves an invalid index that costs writes and serves nobody.
      await dropIndex(target, step.name);
      const kind = readPgError(error)?.kind;
      if (kind === 'unique' && step.unique) {
        const { field, column } = step.unique;
        const count = await countDuplicates(client, schema, plan.table, column);
        const issue = duplicatesIssue(plan.form, field, count);
        throw new AppError('definition_invalid', { issues: [issue], cause: error });
      }
      if (kind === 'unique' && step.formKey) {
        const { count } = await keyConflicts(client, schema, plan.table, step.formKey);
        const issue = keyIssue(plan.form, step.formKey.position, count);
        throw new AppError('definition_invalid', { issues: [issue], cause: error });
      }
      if (kind !== 'deadlock' || attempt === 5) throw error;
    }
  }
}

async function dropIndex({ client, schema }: DdlTarget, name: string): Promise<void> {
  await client.query(`drop index concurrently if exists ${quoteName(schema)}.${quoteName(name)}`);
}

/** A field can't become unique while living records share values. `count`: records that would have to change. */
export function duplicatesIssue(form: string, field: string, count: number): Issue {
  return {
    path: ['forms', form, 'properties', field, 'trellis', 'unique'],
    code: 'unique_duplicates',
    params: { count },
  };
}

/** A key can't be kept while living records share it. `examples`: names of such records. */
export function keyIssue(form: string, position: number, count: number, examples = ''): Issue {
  return {
    path: ['forms', form, 'trellis', 'keys', position],
    code: 'key_duplicates',
    params: { count, ...(examples ? { examples: `：${examples}` } : {}) },
  };
}

async function saveColumns(
  client: PoolClient,
  schema: string,
  plan: StoragePlan,
  columns: readonly StoredColumn[],
): Promise<void> {
  await client.query(
    `insert into ${quoteName(schema)}.field_storage (app, form, field, column_name, pg_type, shape, state)
     select $1, $2, field, name, pg_type, shape, state
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as c (field, name, pg_type, shape, state)
     on conflict (app, form, column_name) do update set shape = excluded.shape, state = excluded.state`,
    [
      plan.app,
      plan.form,
      columns.map((c) => c.field),
      columns.map((c) => c.column),
      columns.map((c) => c.pgType),
      columns.map((c) => c.shape),
      columns.map((c) => c.state),
    ],
  );
}
