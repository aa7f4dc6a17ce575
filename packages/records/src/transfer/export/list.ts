import { AppError, type Contract, type QueryOf, type ReplyOf } from '@trellis/metadata';
import { accessFor, findAccess } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { readPosition, writePosition } from '../../messages/position.ts';
import { readNames } from '../../query/people.ts';
import { worded } from '../../words.ts';
import { sheetsOf } from './sheets.ts';
import { type ExportBody, type ExportRow, findExports } from './store.ts';
import { systemColumn } from './system.ts';

const PAGE = 30;

/**
 * What the member has exported in the background; for administrators also what left by whom, however. The newest first.
 * Errors: forbidden, query_invalid.
 */
export async function listExports(
  ctx: Ctx,
  query: QueryOf<Contract['listExports']>,
): Promise<ReplyOf<Contract['listExports']>> {
  const { whose = 'mine', limit = PAGE } = query;
  if (whose === 'all' && !ctx.actor.admin) throw new AppError('forbidden');
  const after = readPosition(query.after);
  const rows = await findExports(
    ctx,
    ctx.pool,
    `WHERE ($1::uuid IS NULL OR (e.member_id = $1 AND e.background))
       AND ($2::timestamptz IS NULL OR (e.created_at, e.id) < ($2, $3::uuid))
     ORDER BY e.created_at DESC, e.id DESC LIMIT $4`,
    [whose === 'all' ? null : ctx.actor.id, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    exports: await bodiesOf(ctx, page),
    next: last ? writePosition({ at: last.createdAt, id: last.id }) : null,
  };
}

/** Errors: export_not_found. */
export async function getExport(ctx: Ctx, id: string): Promise<ExportBody> {
  const [body] = await bodiesOf(ctx, [await ownExport(ctx, id)]);
  if (!body) throw new AppError('export_not_found');
  return body;
}

/** An export of the member; administrators have everybody's. Errors: export_not_found. */
export async function ownExport(ctx: Ctx, id: string): Promise<ExportRow> {
  const [row] = await findExports(ctx, ctx.pool, 'WHERE e.id = $1', [id]);
  if (!row || !(ctx.actor.admin || row.member === ctx.actor.id)) throw new AppError('export_not_found');
  return row;
}

/**
 * An export whose file the member may have: one's own while one may still export all that was asked for, or an
 * administrator's. Errors: export_not_found, export_file_gone, form_not_found, forbidden.
 */
export async function fetchedExport(ctx: Ctx, id: string): Promise<ExportRow> {
  const row = await ownExport(ctx, id);
  if (!ctx.actor.admin) accessFor(ctx, `${row.app}:${row.form}`, 'export');
  if (!hasFile(ctx, row) || !(ctx.actor.admin || mayAsk(ctx, row))) throw new AppError('export_file_gone');
  return row;
}

/** Whether the member may export the same today. */
function mayAsk(ctx: Ctx, { app, form, query }: ExportRow): boolean {
  try {
    sheetsOf(ctx, `${app}:${form}`, query);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

const hasFile = ({ now }: Ctx, { state, stored, expiresAt }: ExportRow): boolean =>
  state === 'done' && stored && expiresAt !== null && expiresAt > now;

async function bodiesOf(ctx: Ctx, rows: readonly ExportRow[]): Promise<ExportBody[]> {
  const names = new Map(
    await readNames(
      ctx,
      'member',
      rows.map(({ member }) => member),
    ),
  );
  return rows.map((row) => {
    const { id, app, form, background, state, done, total, createdAt, finishedAt, query } = row;
    return {
      ...{ id, app, form, background, state, done, total, createdAt, finishedAt },
      by: { id: row.member, name: names.get(row.member) ?? '' },
      ...askedFor(ctx, row),
      format: query.format,
      file: hasFile(ctx, row)
        ? { name: row.fileName ?? '', size: row.size ?? 0, expiresAt: row.expiresAt ?? '' }
        : null,
      ...(row.issue ? { issue: worded(ctx, row.issue) } : {}),
    };
  });
}

/** What was asked for, as far as it exists for who asks now. */
function askedFor(
  ctx: Ctx,
  { app, form, query }: ExportRow,
): Pick<ExportBody, 'fields' | 'sheets' | 'filter' | 'search' | 'asOf'> {
  const { fields = [], sheets = [], filter, search, asOf } = query;
  const access = findAccess(ctx, `${app}:${form}`);
  const exists = (key: string) => access?.visible.has(key) || (access && systemColumn(access.form, key));
  return {
    fields: fields.filter(exists),
    sheets: sheets.filter(({ form: other, field }) =>
      other === undefined ? access?.visible.has(field) : findAccess(ctx, other)?.visible.has(field),
    ),
    ...(filter === undefined ? {} : { filter }),
    ...(search === undefined ? {} : { search }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}
