import type { CompiledField } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { MEMBER_TARGET } from '@trellis/metadata';
import { type Reading, relation } from '../access/target.ts';
import { chosenIds } from './ids.ts';

/**
 * Condition that all of these members or departments are among those that the field offers; undefined where it offers
 * all. Imports and templates bring what they bring: they are not asked.
 */
export function rangeGuard(state: Reading, field: CompiledField, ids: readonly string[]): Frag | undefined {
  const outside = outsideRange(state, field, ids);
  return outside && frag`NOT EXISTS (${outside})`;
}

/** Those of some members or departments that a field does not offer; undefined where it offers all. */
export function outsideRange(state: Reading, field: CompiledField, ids: readonly string[]): Frag | undefined {
  const chosen = chosenIds(field, ids);
  const inside = chosen.length === 0 ? undefined : rangeOf(state, field);
  return (
    inside &&
    frag`SELECT w.id FROM unnest(${param(chosen, 'uuid[]')}) AS w(id) WHERE NOT ${inside(raw('w.id'))}`
  );
}

/** Condition on an id that the field offers it; undefined where it offers all. */
export function rangeOf(state: Reading, field: CompiledField): ((id: Frag) => Frag) | undefined {
  const { ctx } = state;
  const range = field.type.range?.(field.config);
  if (!range?.range || range.range === 'all' || ctx.cause === 'import' || ctx.cause === 'template')
    return undefined;
  const members = field.target === MEMBER_TARGET;
  const people = raw(`${relation(ctx, 'member')} AS p`);
  if (range.range === 'roles') {
    const roles = param([...(range.roles ?? [])], 'text[]');
    return (id) => frag`EXISTS (SELECT FROM ${people} WHERE p.id = ${id} AND p.roles && ${roles})`;
  }
  const ids = param(
    [...(range.range === 'own' ? ctx.actor.departments : (range.departments ?? []))],
    'uuid[]',
  );
  const set = range.below
    ? frag`ARRAY(WITH RECURSIVE d(id) AS (SELECT unnest(${ids}) UNION SELECT c.id FROM ${raw(`${relation(ctx, 'department')} AS c`)} JOIN d ON c.parent_id = d.id) SELECT id FROM d)`
    : ids;
  return members
    ? (id) => frag`EXISTS (SELECT FROM ${people} WHERE p.id = ${id} AND p.department_ids && ${set})`
    : (id) => frag`${id} = ANY(${set})`;
}
