import { useQueries } from '@tanstack/react-query';
import type { CompiledForm } from '@trellis/forms/model';
import { formParams, type GroupQuery, keys, useClient, useGroups, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { allOf } from '../../state/list-state.ts';
import type { ViewQuery } from '../../state/shown.ts';
import { PAGE_SIZE } from '../../state/windows.ts';
import { type Span, spanOf, type TimeFields } from '../../time/span.ts';
import { isRoot } from './tree.ts';

type Condition = Pick<ViewQuery, 'filter' | 'search'>;

/** The field that leads to what a record is part of; undefined where it is gone or hidden. */
export function parentField(form: CompiledForm, key: string | undefined): string | undefined {
  const field = key === undefined ? undefined : form.fields.get(key);
  return field && field.target === form.ref && !field.many ? field.key : undefined;
}

/**
 * What stands at the top of the tree, by groups of a field if one is given. A list that is searched is no tree, nor is
 * one whose condition can't be asked of the record above.
 */
export function useRoots(
  form: string,
  parent: string | undefined,
  condition: Condition,
  by: string | undefined,
) {
  const wanted = parent !== undefined && !condition.search;
  const top = useMemo(
    () => (parent === undefined ? undefined : isRoot(parent, condition.filter)),
    [parent, condition.filter],
  );
  const filter = allOf(condition.filter, top);
  const { data, isPending, error } = useGroups(
    form,
    { ...(filter === undefined ? {} : { filter }), by: by === undefined ? [] : [{ field: by }] },
    { enabled: wanted },
  );
  const on = wanted && (data !== undefined || !error);
  return { on, pending: on && isPending, data, top, count: data?.all.count ?? 0 };
}

/** What a record is made of. */
export interface Parts {
  readonly count: number;
  /** From the first start to the last end of them. */
  readonly span: Span | undefined;
}

/** Of the records of each page that is at hand: how many parts they have, and from when to when these go. */
export function useParts(
  form: string,
  parent: string | undefined,
  condition: Condition,
  fields: TimeFields | undefined,
  tz: string,
  pages: readonly (readonly string[])[],
): ReadonlyMap<string, Parts> {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const answers = useQueries({
    queries: (parent === undefined ? [] : pages).map((ids) => {
      const among = { in: [{ var: parent ?? '' }, [...ids]] };
      const body: GroupQuery = {
        filter: allOf(condition.filter, among) ?? among,
        by: [{ field: parent ?? '' }],
        totals: fields?.end ? { [fields.start.key]: 'min', [fields.end.key]: 'max' } : {},
        limit: PAGE_SIZE,
      };
      return {
        queryKey: keys.groups(workspace, form, body),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call('groupRecords', { params: formParams(workspace, form), body, signal }),
      };
    }),
  });
  const found = new Map<string, Parts>();
  answers.forEach(({ data }, at) => {
    if (!data) return;
    for (const id of pages[at] ?? []) found.set(id, { count: 0, span: undefined });
    for (const {
      keys: [id],
      count,
      totals,
    } of data.groups)
      if (typeof id === 'string') found.set(id, { count, span: fields && spanOfTotals(totals, fields, tz) });
  });
  return found;
}

/** Totals of days are days with a clock behind them. */
function spanOfTotals(
  totals: Readonly<Record<string, string | null>>,
  fields: TimeFields,
  tz: string,
): Span | undefined {
  const days = fields.start.kind === 'date';
  const values = Object.entries(totals).map(([key, text]) => [
    key,
    days ? (text?.slice(0, 10) ?? null) : text,
  ]);
  return spanOf(Object.fromEntries(values), fields, tz);
}
