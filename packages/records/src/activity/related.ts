import type { CompiledField } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { AppError, type Contract, MEMBER_TARGET, type QueryOf, type ReplyOf } from '@trellis/metadata';
import { type Access, findAccess } from '../access/policy.ts';
import { type Scoped, scoped, scopeIn } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { readPosition, writePosition } from '../messages/position.ts';
import { bounded } from '../query/bounded.ts';
import { type Query, rowsOf, select, selectFrom, unionAll } from '../query/select.ts';
import { referenceTitles } from '../query/titles.ts';

type Related = ReplyOf<Contract['relatedActivity']>;
type Row = Related['records'][number] & { readonly [column: string]: unknown };

const PAGE = 30;

/**
 * The records that refer to one, by when they were created, the newest first: of each form those that the member may view,
 * through fields that the member may see. Errors: record_not_found, form_not_found, forbidden, query_invalid (bad_cursor).
 */
export async function relatedActivity(
  request: Ctx,
  form: string,
  id: string,
  { limit = PAGE, after }: QueryOf<Contract['relatedActivity']>,
): Promise<Related> {
  const ctx = bounded(request);
  const start = readPosition(after);
  const scope = scoped(ctx, form, 'view');
  const here = select(scope, {
    columns: [raw('true AS found')],
    where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`],
  });
  if ((await rowsOf(ctx, here)).length === 0) throw new AppError('record_not_found');

  const before = start && frag`(${param(start.at, 'timestamptz')}, ${param(start.id, 'uuid')})`;
  const newest = relationsTo(ctx, form).map(({ access, fields }) =>
    referring(scopeIn(scope.reading, access, 'view'), fields, { id, before, limit: limit + 1 }),
  );
  const rows = newest.length === 0 ? [] : await rowsOf<Row>(ctx, merged(newest, limit + 1));
  const records = rows.slice(0, limit);
  const last = rows.length > limit ? records.at(-1) : undefined;
  return {
    records,
    refs: await referenceTitles(ctx, targetsOf(records)),
    next: last ? writePosition(last) : null,
  };
}

/** The forms that refer to one, with the fields by which they do. */
function relationsTo(ctx: Ctx, target: string): { access: Access; fields: CompiledField[] }[] {
  return [...ctx.catalog.forms.keys()].flatMap((ref) => {
    const access = findAccess(ctx, ref);
    if (!access?.actions.has('view') || access.form.state !== 'ok') return [];
    const fields = [...access.visible.values()].filter((field) => field.target === target);
    return fields.length > 0 ? [{ access, fields }] : [];
  });
}

/** Columns of the parts, equal in number and type. */
const COLUMNS = ['id', 'form', 'at', 'by'];

/** The newest records of a form that refer to another by one of the fields. */
function referring(
  scope: Scoped,
  fields: readonly CompiledField[],
  { id, before, limit }: { id: string; before: Frag | undefined; limit: number },
): Query {
  const [created, own] = [scope.column('_created_at'), scope.column('_id')];
  const target = param(id, 'uuid');
  const points = fields.map(({ key, many }) =>
    many ? frag`${scope.column(key)} @> ARRAY[${target}]` : frag`${scope.column(key)} = ${target}`,
  );
  const newest = select(scope, {
    columns: [
      frag`${own} AS id`,
      frag`${param(scope.access.form.ref, 'text')} AS form`,
      frag`${created} AS at`,
      frag`${scope.column('_created_by')} AS by`,
    ],
    where: [frag`(${join(points, ' OR ')})`, ...(before ? [frag`(${created}, ${own}) < ${before}`] : [])],
    orderBy: frag`${created} DESC, ${own} DESC`,
    limit,
  });
  // With its bound it is a part of a union only as a table.
  return selectFrom(newest, 'n', { columns: COLUMNS.map((name) => raw(`n.${name}`)) });
}

const merged = (parts: readonly Query[], limit: number): Query =>
  selectFrom(unionAll(parts), 'r', {
    columns: COLUMNS.map((name) => raw(`r.${name}`)),
    orderBy: raw('r.at DESC, r.id DESC'),
    limit,
  });

function targetsOf(records: Related['records']): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>([[MEMBER_TARGET, new Set()]]);
  for (const { id, form, by } of records) {
    targets.set(form, (targets.get(form) ?? new Set()).add(id));
    if (by !== null) targets.get(MEMBER_TARGET)?.add(by);
  }
  return targets;
}
