import type { Expr, Json } from '@trellis/logic';
import { allOf } from '../../state/list-state.ts';

/** A condition on a record as one on the record that a reference leads to. */
export function behind(expr: Expr, reference: string): Expr {
  const walk = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([op, inner]) => [
        op,
        op === 'var' && typeof inner === 'string' && isField(inner) ? `${reference}.${inner}` : walk(inner),
      ]),
    );
  };
  return walk(expr as Json) as Expr;
}

/** Not the person, the moment, or an element of a list. */
const isField = (path: string): boolean =>
  !path.startsWith('$') && path !== 'row' && !path.startsWith('row.');

/** Records that are part of nothing that the list shows: what they are part of is not there, hidden, or left out. */
export function isRoot(parent: string, filter: Expr | undefined): Expr {
  const alone: Expr = { is_empty: [{ var: `${parent}._id` }] };
  return filter === undefined ? alone : { or: [alone, { '!=': [behind(filter, parent), true] }] };
}

/** The records that are part of one, as far as the list has them. */
export const partsOf = (parent: string, id: string, filter: Expr | undefined): Expr | undefined =>
  allOf(filter, { '==': [{ var: parent }, id] });

/** A record whose parts are shown below it: in which list it stands, and where. */
export interface Opened {
  readonly id: string;
  /** Id of the list. */
  readonly within: string;
  readonly index: number;
  /** How many parts it has. */
  readonly count: number;
}

/** Without a record, and without those that were opened below it. */
export function closed(opened: readonly Opened[], id: string): readonly Opened[] {
  const gone = new Set([id]);
  // One is always opened after the one that it stands below.
  for (const one of opened) if (gone.has(one.within)) gone.add(one.id);
  return opened.filter((one) => !gone.has(one.id));
}

/**
 * What is opened, after others changed the list: at the places where the records stand now, with as many parts as they
 * have now; the same array where nothing changed.
 * @param find the place of a record in a list; undefined: not known; null: it is not there
 * @param countOf undefined: not known
 */
export function followed(
  opened: readonly Opened[],
  find: (one: Opened) => number | null | undefined,
  countOf: (id: string) => number | undefined,
): readonly Opened[] {
  let next = opened;
  for (const one of opened) {
    const index = find(one);
    const count = countOf(one.id) ?? one.count;
    if (index === null || count === 0) next = closed(next, one.id);
    else if ((index !== undefined && index !== one.index) || count !== one.count)
      next = next.map((other) => (other === one ? { ...one, index: index ?? one.index, count } : other));
  }
  return next;
}
