import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, type Issue, issueMessage } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { referenceTitles } from '../query/titles.ts';
import { quoteName } from '../storage/names.ts';
import { bound, castOf } from '../write/casts.ts';
import type { Image } from '../write/image.ts';
import { keysOf } from './keys.ts';
import { readValue } from './reading.ts';

/**
 * Runs the save of a record. Where another record has a value or key that no two may have, members are told which one
 * it is, or whom to ask for it where they may not see it; visitors and programs that write many are not.
 */
export async function tellingHolder<T>(
  ctx: Ctx,
  form: CatalogForm,
  image: Image,
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    const byHand = (ctx.cause === 'form' || ctx.cause === 'api') && ctx.batch === undefined;
    if (!(error instanceof AppError) || error.code !== 'validation_failed' || !byHand) throw error;
    const issues = await Promise.all(error.issues.map((issue) => withHolder(ctx, form, image, issue)));
    throw new AppError('validation_failed', { issues, details: error.details, cause: error });
  }
}

async function withHolder(ctx: Ctx, form: CatalogForm, image: Image, issue: Issue): Promise<Issue> {
  // In a transaction that the refusal has ended nothing more can be asked; then it is told without a name.
  const holder = await holderOf(ctx, form, image, issue).catch(() => undefined);
  if (!holder) return issue;
  const { code, params } = holder;
  const words = { path: [], code, params };
  return {
    ...issue,
    params: {
      ...issue.params,
      holder: issueMessage(words, 'zh'),
      holder_en: issueMessage(words, 'en'),
      ...(params.record === undefined ? {} : { record: params.record }),
    },
  };
}

interface Holder {
  readonly code: 'holder_seen' | 'holder_unseen';
  readonly params: Readonly<Record<string, string>>;
}

async function holderOf(
  ctx: Ctx,
  form: CatalogForm,
  image: Image,
  issue: Issue,
): Promise<Holder | undefined> {
  const same = sameAs(form, image, issue);
  if (!same) return undefined;
  const { sql, params } = toSql(
    frag`SELECT _id AS id, (SELECT m.name FROM ${raw(relation(ctx, 'member'))} AS m WHERE m.id = _owner_id) AS owner
      FROM ${raw(relation(ctx, form.table))}
      WHERE _deleted_at IS NULL AND _id <> ${param(image.id, 'uuid')} AND ${same} LIMIT 1`,
  );
  const { rows } = await ctx.pool.query<{ id: string; owner: string | null }>(sql, params);
  const [found] = rows;
  if (!found) return undefined;
  const titles = await referenceTitles(ctx, new Map([[form.ref, [found.id]]]));
  const title = titles[found.id]?.title;
  if (title) return { code: 'holder_seen', params: { title, record: found.id } };
  return found.owner === null ? undefined : { code: 'holder_unseen', params: { owner: found.owner } };
}

/** The condition under which a record holds what the issue is about. */
function sameAs(form: CatalogForm, image: Image, { code, path, params }: Issue) {
  const value = (key: string) => {
    const field = form.fields.get(key);
    return field && param(bound(field, image.values[key]), castOf(field));
  };
  if (code === 'not_unique') {
    const key = String(path[0] ?? '');
    const [column, mine] = [form.columns.get(key), value(key)];
    return column !== undefined && mine ? frag`${raw(quoteName(column))} = ${mine}` : undefined;
  }
  const held = keysOf(form).find(({ key }) => key.key === params?.key);
  if (!held) return undefined;
  const parts = held.key.fields.map(
    ({ field, as }, index) =>
      frag`${raw(held.parts[index] ?? '')} = ${readValue(as, value(field) ?? raw('null'))}`,
  );
  return join([...parts, ...(held.counts ? [raw(held.counts)] : [])], ' AND ');
}
