import type { Issue } from '@trellis/metadata';
import type { RecordData, Refs } from '@trellis/ui/react';
import { type Dimension, heldAs, keyIn } from './dimension.ts';
import { laneId, laneOf } from './lanes.ts';

/** What a board is laid out by. */
export interface Layout {
  readonly lane: Dimension;
  readonly swim?: Dimension;
}

/** A lane, on a board with rows across them a lane of one row. */
export interface Place {
  readonly lane: string | null;
  readonly swim?: string | null;
}

/** A card where it stands. */
export interface Card {
  readonly record: RecordData;
  readonly refs: Refs;
  readonly place: Place;
}

/** What a move writes. Who is responsible is said beside the values. */
export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  readonly owner?: string | null;
}

const BETWEEN = '|';
export const placeId = ({ lane, swim }: Place): string =>
  swim === undefined ? laneId(lane) : `${laneId(lane)}${BETWEEN}${laneId(swim)}`;
export function placeOf(id: string): Place {
  const [lane = '', swim] = id.split(BETWEEN);
  return swim === undefined ? { lane: laneOf(lane) } : { lane: laneOf(lane), swim: laneOf(swim) };
}

/** Where a record belongs. */
export const placeIn = ({ lane, swim }: Layout, record: RecordData): Place =>
  swim ? { lane: keyIn(lane, record), swim: keyIn(swim, record) } : { lane: keyIn(lane, record) };

/** The dimensions in which two places differ, with the values there. */
function steps({ lane, swim }: Layout, from: Place, to: Place) {
  const all = [
    { dimension: lane, before: from.lane, after: to.lane },
    ...(swim ? [{ dimension: swim, before: from.swim ?? null, after: to.swim ?? null }] : []),
  ];
  return all.filter(({ before, after }) => before !== after);
}

/** What takes a record from one place to another. */
export function changeBetween(layout: Layout, from: Place, to: Place): Change {
  const set: Record<string, unknown> = {};
  let owner: { owner?: string | null } = {};
  for (const { dimension, after } of steps(layout, from, to)) {
    if (dimension.field) set[dimension.key] = heldAs(dimension, after);
    else owner = { owner: after };
  }
  return { set, ...owner };
}

/** The record as it will be. */
export const changed = (record: RecordData, { set, owner }: Change): RecordData => ({
  ...record,
  values: { ...record.values, ...set },
  meta: owner === undefined ? record.meta : { ...record.meta, owner },
});

/** What takes a change back. */
export function opposite(record: RecordData, { set, owner }: Change): Change {
  const before = Object.keys(set).map((key) => [key, record.values[key] ?? null] as const);
  return {
    set: Object.fromEntries(before),
    ...(owner === undefined ? {} : { owner: record.meta.owner }),
  };
}

/** Why a card can't go somewhere: what the field itself says, or a reason in the board's words. */
export type Refusal =
  | { readonly issue: Issue }
  | { readonly why: 'fixed' | 'required' | 'retired'; readonly field: string };

/** Why a card can't go there; undefined where nothing is known against it. The server has the last word. */
export function refusalOf(layout: Layout, from: Place, to: Place): Refusal | undefined {
  for (const { dimension, before, after } of steps(layout, from, to)) {
    const { key, field, options } = dimension;
    if (!dimension.writable) return { why: 'fixed', field: key };
    if (after === null && field?.required) return { why: 'required', field: key };
    const option = options?.find((one) => one.key === after);
    if (after !== null && options && (!option || option.retired)) return { why: 'retired', field: key };
    const issue = field?.type.step?.(before, after, field.config);
    if (issue) return { issue };
  }
  return undefined;
}

/** Whether two places are one. */
export const isSamePlace = (a: Place, b: Place): boolean => placeId(a) === placeId(b);
