import { createHash } from 'node:crypto';
import { inTransaction } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { localDate, startOfUnit, type Value } from '@trellis/logic';
import { AppError, type PublicSettings } from '@trellis/metadata';
import { quoteName } from '../storage/names.ts';
import type { PublicForm } from './forms.ts';
import { formOf, type Visit, visitorId } from './visitor.ts';

/** A submission counts as soon as it is begun; one that its process left halfway is forgotten after this. */
const HALFWAY = `interval '2 minutes'`;
const COUNTS = `(done OR at > now() - ${HALFWAY})`;

const tableOf = ({ catalog }: Visit) => `${quoteName(catalog.workspace.schema)}.public_submission`;
const placeOf = ({ form }: PublicForm): [string, string] => {
  const { app, key } = splitRef(form);
  return [app, key];
};

/** How many submissions a form has taken. */
export async function takenBy(visit: Visit, pub: PublicForm): Promise<number> {
  const { rows } = await visit.pool.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${tableOf(visit)} WHERE app = $1 AND form = $2 AND ${COUNTS}`,
    placeOf(pub),
  );
  return Number(rows[0]?.count ?? 0);
}

/** What no other submission may share with this one. */
export function guardsOf(
  visit: Visit,
  pub: PublicForm,
  visitor: string,
  values: Readonly<Record<string, Value>>,
): readonly string[] {
  const { once, onceField } = pub.settings;
  const field = onceField === undefined ? undefined : formOf(visit, pub).fields.get(onceField);
  // A short hash says as much as the value; what is stored encrypted is not to be guarded.
  const value = field && !field.meta.encrypted ? (values[field.key] ?? null) : null;
  return [
    ...(once === undefined
      ? []
      : [`${pub.form} visitor ${visitorId(pub, visitor)} ${periodOf(visit, once)}`]),
    ...(value === null ? [] : [`${pub.form} value ${onceField} ${hashOf(value)}`]),
  ];
}

/** The day or week of the workspace's calendar; "" for ever. */
function periodOf({ now, catalog }: Visit, once: NonNullable<PublicSettings['once']>): string {
  if (once === 'ever') return '';
  return startOfUnit(localDate(now, catalog.workspace.tz), once) ?? '';
}

const hashOf = (value: Value) =>
  createHash('sha256').update(JSON.stringify(value).normalize('NFKC').toLowerCase()).digest('base64url');

/**
 * Keeps a place for a submission. Answers "done" for one that was taken before: the visitor tries again because the
 * answer was lost. Errors: public_form_closed (full), submitted_already.
 */
export async function reserve(
  visit: Visit,
  pub: PublicForm,
  id: string,
  guards: readonly string[],
): Promise<'new' | 'done'> {
  const { limit } = pub.settings;
  const [app, form] = placeOf(pub);
  const table = tableOf(visit);
  const insert = `INSERT INTO ${table} (id, app, form, guards, at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT (id) DO NOTHING`;
  const earlier = async (db: Pick<Visit['pool'], 'query'>) => {
    const { rows } = await db.query<{ done: boolean }>(
      `SELECT done FROM ${table} WHERE id = $1 AND app = $2 AND form = $3`,
      [id, app, form],
    );
    return rows[0]?.done ? 'done' : 'new';
  };
  if (limit === undefined && guards.length === 0) {
    const { rowCount } = await visit.pool.query(insert, [id, app, form, guards]);
    return rowCount ? 'new' : earlier(visit.pool);
  }
  return inTransaction(visit.pool, async ({ client }) => {
    // One after the other: two at once must not both take the last place.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `trellis public ${visit.catalog.workspace.id} ${pub.form}`,
    ]);
    const { rows } = await client.query<{ taken: string; shared: boolean }>(
      `SELECT count(*) AS taken, coalesce(bool_or(guards && $4::text[]), false) AS shared FROM ${table}
       WHERE app = $1 AND form = $2 AND id <> $3 AND ${COUNTS}`,
      [app, form, id, guards],
    );
    if ((await earlier(client)) === 'done') return 'done';
    if (rows[0]?.shared) throw new AppError('submitted_already');
    if (limit !== undefined && Number(rows[0]?.taken) >= limit) throw new AppError('public_form_closed');
    await client.query(insert, [id, app, form, guards]);
    return 'new';
  });
}

/** The record is stored. */
export async function finish(visit: Visit, id: string): Promise<void> {
  await visit.pool.query(`UPDATE ${tableOf(visit)} SET done = true WHERE id = $1`, [id]);
}

/** The record was refused: the place is free again. */
export async function release(visit: Visit, id: string): Promise<void> {
  await visit.pool.query(`DELETE FROM ${tableOf(visit)} WHERE id = $1 AND NOT done`, [id]);
}
