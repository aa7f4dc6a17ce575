import { frag, param, raw } from '@trellis/logic/sql';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import type { UsedQuery, UsedValues } from '../types.ts';
import { bounded } from './bounded.ts';
import { invalid, unknownField } from './input.ts';
import { rowsOf, select, selectFrom } from './select.ts';

/** Newest values that are looked through: what was used lately is what will be used again, and a big table stays quick. */
const LOOKED_AT = 20_000;
const COMMON = 20;

/**
 * Values that the records which the member may view have in a text field, the commonest first. Errors: query_invalid
 * for a field that is unknown or hidden, or is no text.
 */
export async function usedValues(request: Ctx, form: string, body: UsedQuery): Promise<UsedValues> {
  const ctx = bounded(request);
  const scope = scoped(ctx, form, 'view');
  const field = scope.access.scope.form.fields.get(body.field);
  if (!field || field.rows) throw unknownField(['field'], body.field);
  if (field.type.kind !== 'text') {
    throw invalid({ path: ['field'], code: 'not_groupable', params: { name: body.field } });
  }
  if (field.encrypted)
    throw invalid({ path: ['field'], code: 'encrypted_field', params: { name: body.field } });
  const column = scope.column(body.field);
  const newest = select(scope, {
    columns: [field.type.many ? frag`unnest(${column}) AS value` : frag`${column} AS value`],
    where: [frag`${column} IS NOT NULL`],
    orderBy: frag`${scope.column('_id')} DESC`,
    limit: LOOKED_AT,
  });
  const text = body.text?.trim() ?? '';
  const rows = await rowsOf<{ value: string }>(
    ctx,
    selectFrom(newest, 'used', {
      columns: [raw('value')],
      ...(text === '' ? {} : { where: [frag`strpos(lower(value), lower(${param(text, 'text')})) > 0`] }),
      groupBy: raw('value'),
      orderBy: raw('count(*) DESC, value'),
      limit: body.limit ?? COMMON,
    }),
  );
  return { values: rows.map(({ value }) => value) };
}
