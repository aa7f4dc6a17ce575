import { listFields } from '@trellis/forms/model';
import type { ViewDocument, ViewGroup } from '@trellis/metadata';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useMyViews } from '../data/my-views.tsx';
import { viewKinds } from '../kinds/registry.ts';
import { table } from '../kinds/table/model.ts';
import { viewsOf } from '../list/views.ts';
import type { ListState } from '../state/list-state.ts';
import { type Shown, shownView, type ViewQuery } from '../state/shown.ts';

/** The list that a record was opened from: what it asks for, and in which groups it shows it. */
export interface OpenedFrom {
  readonly query: ViewQuery;
  readonly group: readonly ViewGroup[];
}

/** A view on the screen as a list to go through. */
export function openedFrom({ view, query }: Shown): OpenedFrom {
  const { group, sort } = viewKinds.get(view.kind).order?.(view.config) ?? {};
  return { query: sort ? { ...query, sort: [...sort] } : query, group: view.group ?? group ?? [] };
}

/** The list that an address speaks of; undefined where it speaks of none. */
export function useOpenedFrom(info: FormInfo, state: ListState): OpenedFrom | undefined {
  const { form, views } = info;
  const mine = useMyViews(form.ref);
  return useMemo(() => {
    const { view: name, filter, search, sort } = state;
    const listed = name === undefined ? undefined : viewsOf(form, views, mine.own).get(name);
    if (!listed && filter === undefined && search === undefined && sort === undefined) return undefined;
    const plain: ViewDocument = {
      vocabulary: 1,
      form: form.key,
      kind: table.type,
      label: info.label,
      config: {},
    };
    const adjustment = listed ? mine.adjustmentOf(listed.name) : {};
    return openedFrom(shownView(listed?.document ?? plain, adjustment, state, listFields(form)));
  }, [form, views, info.label, mine, state]);
}
