import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import type { Action } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { type Reading, relation, rowFilter } from '../access/target.ts';
import { quoteName } from '../storage/names.ts';
import { legibleSql } from './legible.ts';

/**
 * A form's table as it was at a moment, in place of the table itself: its columns by their names, each with the value of
 * then. For every record the first change since then that touched a column has kept what stood in it. Records of the
 * member's rows as they are now; those that were deleted since for who may delete.
 */
export function pastTable(state: Reading, access: Access, action: Action, alias: string, asOf: string): Frag {
  const { form } = access;
  const [now, old, change] = [state.alias(), state.alias(), state.alias()];
  const at = param(asOf, 'timestamptz');
  const history = relation(state.ctx, 'record_change');
  const order = `${change}.version DESC, ${change}.at DESC, ${change}.id DESC`;
  const changed = raw(`SELECT ${change}.record_id, bool_or(${change}.op = 'create') AS fresh,
      (array_agg(${change}.op ORDER BY ${order}) FILTER (WHERE ${change}.op IN ('delete', 'restore'))) AS flips,
      jsonb_object_agg(e.key, e.value ORDER BY ${order}) FILTER (WHERE e.key IS NOT NULL) AS kept
    FROM ${history} AS ${change} LEFT JOIN LATERAL jsonb_each(${change}.before) AS e
      ON ${change}.op IN ('update', 'restore') AND jsonb_typeof(${change}.before) = 'object'`);
  const columns = [...form.columns].map(([key, column]) => {
    const type = form.fields.get(key)?.type.column(form.fields.get(key)?.config as never) ?? 'text';
    const name = quoteName(column);
    return keptOr(old, key, type, `${now}.${name}`, name);
  });
  const rows = rowFilter(state, access, action, now);
  const mayDelete = access.actions.has('delete') ? rowFilter(state, access, 'delete', now) : [raw('false')];
  const there = frag`(${raw(`${now}._deleted_at IS NULL`)} OR (${join([raw('true'), ...mayDelete], ' AND ')}))`;
  // The first flip since then tells what it was before; the list is in the order of the newest first.
  const first = `${old}.flips[cardinality(${old}.flips)]`;
  return frag`(SELECT ${raw(`${SYSTEM.map((name) => `${now}.${name}`).join(', ')},
      ${keptOr(old, '_owner_id', 'uuid', `${now}._owner_id`, '_owner_id')},
      CASE ${first} WHEN 'delete' THEN NULL WHEN 'restore' THEN ${now}._updated_at ELSE ${now}._deleted_at END AS _deleted_at,
      ${columns.join(', ') || 'NULL AS none'}`)}
    FROM ${raw(`${relation(state.ctx, form.table)} AS ${now}`)} LEFT JOIN (${changed}
      WHERE ${raw(`${change}.form`)} = ${param(form.ref, 'text')} AND ${raw(`${change}.at`)} > ${at}
      GROUP BY ${raw(`${change}.record_id`)}) AS ${raw(old)} ON ${raw(`${old}.record_id = ${now}._id`)}
    WHERE ${raw(`${now}._created_at`)} <= ${at} AND ${raw(`${old}.fresh`)} IS NOT TRUE
      AND ${join([there, ...rows], ' AND ')}) AS ${raw(alias)}`;
}

/** What no change touches, and what is told as it is now. */
const SYSTEM = [
  ...['_id', '_version', '_created_at', '_created_by', '_updated_at', '_updated_by'],
  ...['_department_id', '_collaborator_ids', '_search', '_pinyin'],
];

/** The kept value of a column where there is one, else what stands in it. */
function keptOr(old: string, key: string, type: string, now: string, name: string): string {
  const of = `${old}.kept -> '${key}'`;
  return `CASE WHEN ${old}.kept ? '${key}' THEN ${legibleSql(of, type)} ELSE ${now} END AS ${name}`;
}
