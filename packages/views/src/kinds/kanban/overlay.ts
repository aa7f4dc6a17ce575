import type { CompiledForm } from '@trellis/forms/model';
import { addDecimal, compareDecimal } from '@trellis/logic';
import type { Sort } from '@trellis/metadata';
import type { RecordData, Refs, Reply } from '@trellis/ui/react';
import { columnOf, isSystemField } from '../../data/columns.ts';
import { systemValue } from '../../data/system-cell.tsx';
import { isSamePlace, type Place } from './moves.ts';

/**
 * A move that the answers of the server do not know of yet. It lies over them, so that whatever is fetched meanwhile
 * moves nothing on the screen.
 */
export interface Move {
  /** The record as it will be. */
  readonly record: RecordData;
  readonly refs: Refs;
  readonly from: Place;
  readonly to: Place;
  /** The counts at hand are those from before it. */
  readonly uncounted: boolean;
}

export interface Row {
  readonly record: RecordData;
  readonly refs: Refs;
}

/** The cards of a place: without those that left it, with those that came, where they belong by the view's order. */
export function withMoves(
  rows: readonly Row[],
  moves: readonly Move[],
  place: Place,
  sort: readonly Sort[],
  form: CompiledForm,
): readonly Row[] {
  if (moves.length === 0) return rows;
  const latest = new Map(moves.map((move) => [move.record.id, move]));
  const here = rows.filter(({ record }) => {
    const move = latest.get(record.id);
    return !move || isSamePlace(move.to, place);
  });
  for (const { record, refs, to } of latest.values()) {
    if (!isSamePlace(to, place) || here.some((row) => row.record.id === record.id)) continue;
    const next = here.findIndex((row) => compare(row.record, record, sort, form) > 0);
    const at = isOrdered(sort, form) ? (next < 0 ? here.length : next) : 0;
    here.splice(at, 0, { record, refs });
  }
  return here;
}

/** How a column is compared here; what the database collates, names above all, is not. */
function comparable(form: CompiledForm, key: string) {
  const column = columnOf(form, key);
  if (!column) return undefined;
  const { kind, field } = column;
  const options = field?.type.options?.(field.config)?.map((option) => option.key);
  if (kind === 'number') return (a: string, b: string) => compareDecimal(a, b);
  if (kind === 'date' || kind === 'datetime' || kind === 'time')
    return (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return options ? (a: string, b: string) => options.indexOf(a) - options.indexOf(b) : undefined;
}

const isOrdered = (sort: readonly Sort[], form: CompiledForm): boolean =>
  sort[0] !== undefined && comparable(form, sort[0].field) !== undefined;

const textIn = (record: RecordData, key: string): string | undefined => {
  const value = isSystemField(key) ? systemValue(record, key) : record.values[key];
  return value === null || value === undefined ? undefined : String(value);
};

/** As lists are sorted: what has no value stands last, whichever way. */
function compare(a: RecordData, b: RecordData, sort: readonly Sort[], form: CompiledForm): number {
  for (const { field, dir } of sort) {
    const by = comparable(form, field);
    if (!by) return 0;
    const [one, other] = [textIn(a, field), textIn(b, field)];
    if (one === other) continue;
    if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
    const result = by(one, other);
    if (result !== 0) return dir === 'asc' ? result : -result;
  }
  return 0;
}

type Groups = Reply<'groupRecords'>;
type Group = Groups['groups'][number];

/**
 * Groups after a move. `by` says what their levels are; an amount goes along, exactly.
 * @param sum the field that is summed
 */
export function countedAfter(
  data: Groups,
  by: readonly ('lane' | 'swim')[],
  { from, to, record }: Pick<Move, 'from' | 'to' | 'record'>,
  sum?: string,
): Groups {
  const amount = sum === undefined ? null : ((record.values[sum] as string | null | undefined) ?? null);
  const keysOf = (place: Place, depth: number) => by.slice(0, depth).map((level) => place[level] ?? null);
  let { groups } = data;
  for (let depth = 1; depth <= by.length; depth++) {
    const [before, after] = [keysOf(from, depth), keysOf(to, depth)];
    if (sameKeys(before, after)) continue;
    if (!groups.some(({ keys }) => sameKeys(keys, after)))
      groups = [...groups, { keys: after, count: 0, totals: {} }];
    groups = groups.map((group) => {
      if (sameKeys(group.keys, before)) return adjusted(group, -1, sum, amount && negated(amount));
      return sameKeys(group.keys, after) ? adjusted(group, 1, sum, amount) : group;
    });
  }
  return { ...data, groups };
}

const sameKeys = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);

function adjusted(group: Group, by: number, sum: string | undefined, amount: string | null): Group {
  const count = Math.max(0, group.count + by);
  if (sum === undefined || amount === null) return { ...group, count };
  return {
    ...group,
    count,
    totals: { ...group.totals, [sum]: addDecimal(group.totals[sum] ?? '0', amount) },
  };
}

const negated = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);
