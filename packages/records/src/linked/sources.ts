import {
  bindCondition,
  type CompiledField,
  type CompiledForm,
  type Derived,
  resolveRef,
} from '@trellis/forms/model';
import { check, type Frag, normalizeDecimal, type Row, type Value } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import type { Issue, LinkedDefault, Sort } from '@trellis/metadata';
import { type Access, findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { apiValue, fieldsAsked, readInto } from '../outer/value.ts';
import { listCollation } from '../query/collation.ts';
import { rowsOf, select } from '../query/select.ts';
import { orderBy, sortKeys } from '../query/sort.ts';
import { carried } from './carried.ts';
import { copiedRows } from './copied-rows.ts';
import { type Known, readerFor, recordReader } from './record-values.ts';
import { systemFact } from './screen.ts';

/** A value and the field it was taken from; none for counts and system fields. */
interface Taken {
  readonly value: Value;
  readonly from?: CompiledField | undefined;
}
const NOTHING: Taken = { value: null };

/**
 * The value that follows from other records for a field of the record that holds `data`, as the field would store it.
 * Read with the member's rights: what they can't see gives nothing. Expressions are not for here.
 * @param failed told why an address gave nothing; what stood in the field stays
 */
export async function derive(
  ctx: Ctx,
  access: Access,
  data: Row,
  derived: Derived,
  known?: Known,
  failed?: (issue: Issue) => void,
): Promise<Value> {
  const field = access.form.fields.get(derived.field);
  if (!field) return null;
  if (derived.source.kind === 'rows') return copiedRows(ctx, access, data, derived.field, derived.source);
  if (derived.source.kind === 'system') {
    const fact = systemFact(ctx, access.form, derived.source.what);
    return fact === null ? null : (readInto(ctx, field, fact) ?? null);
  }
  if (derived.source.kind === 'api') {
    const read = await recordReader(ctx, access, data, fieldsAsked(derived.source), known);
    const answer = await apiValue(ctx, { form: access.form.ref, field }, derived.source, read);
    if (answer.ok) return answer.value;
    failed?.(answer.issues[0] ?? { path: [], code: 'api_unreachable' });
    return data[field.key] ?? null;
  }
  const { value, from } = await taken(ctx, access, data, derived, known);
  if (value === null) return null;
  return carried(ctx, value, from, field);
}

async function taken(
  ctx: Ctx,
  access: Access,
  data: Row,
  { source, field }: Derived,
  known: Known | undefined,
): Promise<Taken> {
  switch (source.kind) {
    case 'through': {
      const read = await recordReader(ctx, access, data, [source.path], known);
      return { value: read(source.path), from: fieldAt(ctx, access.form, source.path) };
    }
    case 'linked':
      return fromRecords(ctx, access, data, source.link);
    case 'last':
      return lastGiven(ctx, access, field);
    default:
      return NOTHING;
  }
}

/** The field at the end of a path; undefined for system fields. */
function fieldAt(ctx: Ctx, form: CompiledForm, path: string): CompiledField | undefined {
  const [key = '', ...rest] = path.split('.');
  const field = form.fields.get(key);
  if (rest.length === 0) return field;
  const next = ctx.catalog.forms.get(field?.target ?? form.scopeForm.fields.get(key)?.target ?? '');
  return next && fieldAt(ctx, next, rest.join('.'));
}

const OLDEST: readonly Sort[] = [{ field: '_created_at', dir: 'asc' }];

async function fromRecords(ctx: Ctx, access: Access, data: Row, link: LinkedDefault): Promise<Taken> {
  const ref = resolveRef(access.form.app, link.form);
  const target = findAccess(ctx, ref);
  if (!target?.actions.has('view') || target.form.state !== 'ok') return NOTHING;
  const read = await readerFor(ctx, access, data, link.where);
  const bound = bindCondition(link, read);
  const nothing = link.take === 'count' || link.take === 'sum' ? { value: '0' } : NOTHING;
  if (bound.never) return nothing;
  const scope = scoped(ctx, ref, 'view');
  const where: Frag[] = [];
  if (bound.filter !== undefined) {
    const checked = check(bound.filter, target.scope, { root: 'condition' });
    if (!checked.ok) return NOTHING;
    where.push(scope.lower(checked.value));
  }
  if (link.take === 'count') {
    const [row] = await rowsOf<{ value: string }>(
      ctx,
      select(scope, { columns: [frag`count(*)::text AS value`], where }),
    );
    return { value: row?.value ?? '0' };
  }
  const path = check({ var: link.path ?? '' }, target.scope, {});
  if (!path.ok) return NOTHING;
  const column = scope.value(path.value);
  const from = fieldAt(ctx, target.form, link.path ?? '');
  if (link.take === 'first' || link.take === 'last') {
    const visible = (link.sort ?? []).filter(({ field }) => target.scope.form.fields.has(field));
    const sort = (visible.length > 0 ? visible : OLDEST).map(({ field, dir }): Sort => {
      const turned = dir === 'asc' ? 'desc' : 'asc';
      return { field, dir: link.take === 'first' ? dir : turned };
    });
    const keys = sortKeys(scope, sort, await listCollation(ctx.pool));
    const parts = { columns: [frag`${column} AS value`], where, orderBy: orderBy(keys, 'any'), limit: 1 };
    const [row] = await rowsOf<{ value: Value }>(ctx, select(scope, parts));
    return { value: row?.value ?? null, from };
  }
  const whole = frag`${raw(link.take)}(${column}) AS value`;
  const [row] = await rowsOf<{ value: string | null }>(ctx, select(scope, { columns: [whole], where }));
  if (row?.value === null || row?.value === undefined) return nothing;
  const number = link.take === 'sum' || link.take === 'avg';
  return { value: number ? normalizeDecimal(row.value) : row.value, from };
}

/** What stands in the field in the newest record that the member made. */
async function lastGiven(ctx: Ctx, { form, visible }: Access, key: string): Promise<Taken> {
  // Visitors are nobody in particular: what came last was somebody else's.
  if (ctx.cause === 'public') return NOTHING;
  const field = visible.get(key);
  const access = findAccess(ctx, form.ref);
  if (!field || !access?.actions.has('view')) return NOTHING;
  const scope = scoped(ctx, form.ref, 'view');
  const [row] = await rowsOf<{ value: Value }>(
    ctx,
    select(scope, {
      columns: [frag`${scope.column(key)} AS value`],
      where: [frag`${scope.column('_created_by')} = ${param(ctx.actor.id, 'uuid')}`],
      orderBy: frag`${scope.column('_created_at')} DESC, ${scope.column('_id')} DESC`,
      limit: 1,
    }),
  );
  return { value: row?.value ?? null, from: field };
}
