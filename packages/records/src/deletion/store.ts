import type { PoolClient } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/** Of a record that went along, or in which a reference was emptied, when another one was deleted. */
export interface Followed {
  readonly target: { readonly form: string; readonly id: string };
  /** "app:form" of the record. */
  readonly form: string;
  readonly record: string;
  /** The row of a sub-form that pointed there, else the record. */
  readonly at: string;
  /** "field" or "field.column". */
  readonly field: string;
  /** Of the record, by it. */
  readonly version: number;
  /** What stood there; null where the record went along. */
  readonly before: readonly string[] | null;
}

const COLUMNS = `target_form, target, form, record_id, at_id, field, version, before`;

/** Keeps what followed from a deletion, for it to be taken back with it. */
export async function keepFollowed(ctx: Ctx, client: PoolClient, all: readonly Followed[]): Promise<void> {
  if (all.length === 0) return;
  const column = <T>(of: (one: Followed) => T) => all.map(of);
  await client.query(
    `INSERT INTO ${relation(ctx, 'deletion_effect')} (${COLUMNS})
     SELECT e.target_form, e.target, e.form, e.record_id, e.at_id, e.field, e.version, e.before::uuid[]
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::text[]) AS e (${COLUMNS})
     ON CONFLICT ON CONSTRAINT deletion_effect_pk DO UPDATE SET version = excluded.version, before = excluded.before`,
    [
      column(({ target }) => target.form),
      column(({ target }) => target.id),
      column(({ form }) => form),
      column(({ record }) => record),
      column(({ at }) => at),
      column(({ field }) => field),
      column(({ version }) => version),
      column(({ before }) => (before ? `{${before.join(',')}}` : null)),
    ],
  );
}

/** What went along with some records, by form. */
export async function alongWith(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  targets: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ form: string; id: string }>(
    `SELECT form, record_id AS id FROM ${relation(ctx, 'deletion_effect')}
     WHERE target_form = $1 AND target = ANY($2::uuid[]) AND before IS NULL`,
    [form, targets],
  );
  return groupsOf(rows);
}

/** Says that some records did not go along with others any more: they are back. */
export async function forgetAlong(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  records: readonly string[],
): Promise<void> {
  await client.query(
    `DELETE FROM ${relation(ctx, 'deletion_effect')} WHERE form = $1 AND record_id = ANY($2::uuid[]) AND before IS NULL`,
    [form, records],
  );
}

/** What was emptied when some records were deleted, or in some records. */
export async function emptiedFor(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  ids: readonly string[],
): Promise<Followed[]> {
  const { rows } = await client.query<Omit<Followed, 'target'> & { target_form: string; target_id: string }>(
    `SELECT target_form, target AS target_id, form, record_id AS record, at_id AS at, field, version, before
     FROM ${relation(ctx, 'deletion_effect')}
     WHERE before IS NOT NULL AND (target_form = $1 AND target = ANY($2::uuid[]) OR form = $1 AND record_id = ANY($2::uuid[]))
     ORDER BY form, field, at_id`,
    [form, ids],
  );
  return rows.map(({ target_form, target_id, ...row }) => ({
    ...row,
    target: { form: target_form, id: target_id },
  }));
}

/** Forgets what was emptied, once it is back or stays empty. */
export async function forgetEmptied(ctx: Ctx, client: PoolClient, all: readonly Followed[]): Promise<void> {
  await client.query(
    `DELETE FROM ${relation(ctx, 'deletion_effect')} AS e
     USING unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]) AS g (target_form, target, form, at_id, field)
     WHERE e.target_form = g.target_form AND e.target = g.target AND e.form = g.form AND e.at_id = g.at_id AND e.field = g.field`,
    [
      all.map(({ target }) => target.form),
      all.map(({ target }) => target.id),
      all.map(({ form }) => form),
      all.map(({ at }) => at),
      all.map(({ field }) => field),
    ],
  );
}

/** Forgets all that followed from the deletion of records which are gone for good; answers what went along, by form. */
export async function forgetDeleted(
  client: PoolClient,
  schema: string,
  form: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ form: string; id: string; along: boolean }>(
    `DELETE FROM ${quoteName(schema)}.deletion_effect
     WHERE target_form = $1 AND target = ANY($2::uuid[]) OR form = $1 AND record_id = ANY($2::uuid[])
     RETURNING form, record_id AS id, before IS NULL AND target_form = $1 AND target = ANY($2::uuid[]) AS along`,
    [form, ids],
  );
  return groupsOf(rows.filter(({ along }) => along));
}

function groupsOf(rows: readonly { readonly form: string; readonly id: string }[]) {
  const byForm = new Map<string, string[]>();
  for (const { form, id } of rows) {
    const ids = byForm.get(form);
    if (ids) ids.push(id);
    else byForm.set(form, [id]);
  }
  return byForm;
}
