import { splitRef } from '@trellis/forms/model';
import { frag, param } from '@trellis/logic/sql';
import { type Contract, MEMBER_TARGET, type QueryOf } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readPosition, writePosition } from '../messages/position.ts';
import { seenRecord } from '../query/seen.ts';
import { rowsOf, select } from '../query/select.ts';
import { referenceTitles } from '../query/titles.ts';
import type { Follow, FollowedPage } from '../types.ts';

/**
 * Whether the member is told of changes of a record: who owns it is, until they say otherwise.
 * Errors: form_not_found, forbidden, record_not_found.
 */
export async function getFollow(ctx: Ctx, form: string, record: string): Promise<Follow> {
  const { owner } = await seenRecord(ctx, form, record);
  const { rows } = await ctx.pool.query<{ following: boolean }>(
    `SELECT following FROM ${relation(ctx, 'follow')} WHERE member_id = $1 AND form = $2 AND record_id = $3`,
    [ctx.actor.id, form, record],
  );
  return followOf(rows[0]?.following, owner === ctx.actor.id);
}

/** Follows a record, or no longer. Errors: as `getFollow`. */
export async function setFollow(ctx: Ctx, form: string, record: string, following: boolean): Promise<Follow> {
  const { owner } = await seenRecord(ctx, form, record);
  await ctx.pool.query(
    `INSERT INTO ${relation(ctx, 'follow')} AS f (member_id, form, record_id, following, since)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (member_id, form, record_id) DO UPDATE SET following = excluded.following, since = excluded.since
       WHERE f.following <> excluded.following`,
    [ctx.actor.id, form, record, following, ctx.now],
  );
  return followOf(following, owner === ctx.actor.id);
}

const followOf = (chosen: boolean | undefined, own: boolean): Follow => ({
  following: chosen ?? own,
  starred: chosen === true,
});

const PAGE = 30;

interface Followed {
  readonly form: string;
  readonly record: string;
  readonly at: string;
}

/**
 * The records that the member follows by their own will, the latest first. Those that they may not view now are passed
 * over, so a page may be short. Errors: query_invalid.
 */
export async function listFollowed(
  ctx: Ctx,
  query: QueryOf<Contract['listFollowed']>,
): Promise<FollowedPage> {
  const limit = query.limit ?? PAGE;
  const after = readPosition(query.after);
  const { rows } = await ctx.pool.query<Followed>(
    `SELECT form, record_id AS record, since AS at FROM ${relation(ctx, 'follow')}
     WHERE member_id = $1 AND following AND ($2::timestamptz IS NULL OR (since, record_id) < ($2, $3::uuid))
     ORDER BY since DESC, record_id DESC LIMIT $4`,
    [ctx.actor.id, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const found = await factsOf(ctx, page);
  const titles = await referenceTitles(ctx, idsByForm(page));
  const people = await referenceTitles(
    ctx,
    new Map([[MEMBER_TARGET, [...found.values()].flatMap(({ owner }) => owner ?? [])]]),
  );
  return {
    records: page.flatMap(({ form: ref, record: id, at }) => {
      const fact = found.get(id);
      if (!fact) return [];
      const { app, key: form } = splitRef(ref);
      const { owner, updatedAt } = fact;
      return [
        {
          ...{ app, form, id, updatedAt, followedAt: at, title: titles[id]?.title ?? '' },
          owner: owner === null ? null : { id: owner, name: people[owner]?.title ?? '' },
        },
      ];
    }),
    next: last ? writePosition({ at: last.at, id: last.record }) : null,
  };
}

const idsByForm = (page: readonly Followed[]): Map<string, string[]> => {
  const ids = new Map<string, string[]>();
  for (const { form, record } of page) ids.set(form, [...(ids.get(form) ?? []), record]);
  return ids;
};

/** What the list shows of records, those alone that the member may view. */
async function factsOf(
  ctx: Ctx,
  page: readonly Followed[],
): Promise<Map<string, { readonly owner: string | null; readonly updatedAt: string }>> {
  const byForm = [...idsByForm(page)].filter(([form]) => {
    const access = findAccess(ctx, form);
    return access?.actions.has('view') && access.form.state === 'ok';
  });
  const found = await Promise.all(
    byForm.map(([form, ids]) => {
      const scope = scoped(ctx, form, 'view');
      const columns = [
        frag`${scope.column('_id')} AS id`,
        frag`${scope.column('_owner_id')} AS owner`,
        frag`${scope.column('_updated_at')} AS "updatedAt"`,
      ];
      const where = [frag`${scope.column('_id')} = ANY(${param(ids, 'uuid[]')})`];
      return rowsOf<{ id: string; owner: string | null; updatedAt: string }>(
        ctx,
        select(scope, { columns, where }),
      );
    }),
  );
  return new Map(found.flat().map(({ id, ...fact }) => [id, fact]));
}
