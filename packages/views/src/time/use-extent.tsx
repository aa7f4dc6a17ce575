import type { Expr } from '@trellis/logic';
import { useGroups } from '@trellis/ui/react';
import { allOf } from '../state/list-state.ts';
import { scheduled, unscheduled } from './range.ts';
import type { TimeFields } from './span.ts';
import { type Wall, wallOfDay, wallOfInstant } from './wall.ts';

interface Condition {
  readonly filter?: Expr;
  readonly search?: string;
}

/** From when to when the records of a view go, and how many have a time; by groups of a field if one is given. */
export function useExtent(
  form: string,
  condition: Condition,
  fields: TimeFields | undefined,
  tz: string,
  by?: string,
) {
  const enabled = fields !== undefined;
  const dated = fields && allOf(condition.filter, scheduled(fields));
  const body = { ...condition, ...(dated === undefined ? {} : { filter: dated }) };
  const start = fields?.start;
  const end = fields?.end;
  const groups = useGroups(
    form,
    {
      ...body,
      by: by === undefined ? [] : [{ field: by }],
      totals: { ...(start ? { [start.key]: 'min' } : {}), ...(end ? { [end.key]: 'max' } : {}) },
    },
    { enabled },
  );
  const without = fields && allOf(condition.filter, unscheduled(fields));
  const loose = useGroups(
    form,
    { ...condition, ...(without === undefined ? {} : { filter: without }), by: [] },
    { enabled },
  );
  // A field has one total a question; the last start is asked for by itself.
  const latest = useGroups(
    form,
    { ...body, by: [], totals: start ? { [start.key]: 'max' } : {} },
    { enabled },
  );
  const read = (text: string | null | undefined): Wall | undefined => {
    if (!text) return undefined;
    return start?.kind === 'date' ? wallOfDay(text.slice(0, 10)) : wallOfInstant(text, tz);
  };
  const ends = [
    end && read(groups.data?.all.totals[end.key]),
    start && read(latest.data?.all.totals[start.key]),
  ].filter((at) => at !== undefined);
  return {
    groups,
    /** Nothing is known yet. */
    pending: groups.isPending || latest.isPending,
    error: groups.data ? null : groups.error,
    first: start && read(groups.data?.all.totals[start.key]),
    last: ends.length > 0 ? Math.max(...ends) : undefined,
    count: groups.data?.all.count ?? 0,
    /** How many have no time. */
    loose: loose.data?.all.count ?? 0,
  };
}
