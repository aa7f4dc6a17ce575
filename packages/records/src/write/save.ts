import { type PoolClient, readPgError, sharedTrip } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { keysOf } from '../duplicates/keys.ts';
import { keyTaken } from '../duplicates/taken.ts';
import { statementOf } from '../query/select.ts';
import { primaryKeyName, uniqueIndexName } from '../storage/names.ts';
import type { Sql } from './insert-sql.ts';

/**
 * Writes one record with its history and outbox rows, all or nothing: the only way a single record is stored. Today
 * one statement with data-modifying CTEs, which shares its trip and its commit with saves that come at the same time; a
 * cluster that is slow at those may get a second body, a transaction.
 * Answers the statement's row, or undefined where one of its conditions does not hold.
 * Errors: validation_failed (not_unique, key_taken, key_refused, id_taken), busy.
 */
export async function saveRecord(
  on: Ctx['pool'] | PoolClient,
  form: CatalogForm,
  { text, values, order }: Sql,
  visible: () => Access['visible'],
): Promise<Record<string, unknown> | undefined> {
  try {
    const { rows } = await sharedTrip<Record<string, unknown>>(on, {
      statement: statementOf(text),
      values,
      order,
    });
    return rows[0];
  } catch (error) {
    // A table or column that is gone, or a key that is being published: the caller finds that the definitions have moved,
    // or will soon.
    const info = readPgError(error);
    if (info?.kind === 'undefined_object') return undefined;
    // Behind a change of many records.
    if (info?.kind === 'lock_timeout') throw new AppError('busy', { cause: error });
    const known = writeError(form, error, visible());
    if (known instanceof AppError && known.code === 'busy') return undefined;
    throw known;
  }
}

/**
 * The one place that says what a database error of a write means: a unique field at its key, a key of the form at its
 * first visible field, an id that is taken, a value that PostgreSQL refuses. A key that the form does not know is one that
 * is being published, or goes: then it is busy.
 * @param visible fields that may be named to whoever writes
 */
export function writeError(form: CatalogForm, error: unknown, visible: Access['visible']): unknown {
  const info = readPgError(error);
  if (info?.kind === 'unique') {
    const issue = uniqueIssue(form, info.constraint, visible);
    if (issue) return new AppError('validation_failed', { issues: [issue], cause: error });
    if (info.table === form.table) return new AppError('busy', { cause: error });
  }
  if (info?.kind === 'value') return new AppError('validation_failed', { cause: error });
  return error;
}

function uniqueIssue(
  form: CatalogForm,
  constraint: string | undefined,
  visible: Access['visible'],
): Issue | undefined {
  if (constraint === primaryKeyName(form.table)) return { path: ['$id'], code: 'id_taken' };
  const field = [...form.columns].find(
    ([, column]) => uniqueIndexName(form.table, column) === constraint,
  )?.[0];
  if (field !== undefined) return { path: [field], code: 'not_unique' };
  const held = keysOf(form).find(({ index }) => index === constraint);
  return held && keyTaken({ form, visible }, held);
}

/** Paths of the pipeline start at a field; `$id` and `$owner` stand beside the values. */
export const at =
  (...prefix: (string | number)[]) =>
  (issue: Issue): Issue => {
    const [first, ...rest] = issue.path;
    if (first === '$id' || first === '$owner') {
      return { ...issue, path: [...prefix.slice(0, -1), first.slice(1), ...rest] };
    }
    return { ...issue, path: [...prefix, ...issue.path] };
  };

/** Runs a write and puts the prefix before the paths of its issues. */
export async function atPath<T>(prefix: readonly (string | number)[], write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
    const issues = error.issues.map(at(...prefix));
    throw new AppError('validation_failed', { issues, details: error.details, cause: error });
  }
}
