import { useQuery, useQueryClient } from '@tanstack/react-query';
import { splitRef } from '@trellis/forms/model';
import type { ViewAdjustment, ViewDocument } from '@trellis/metadata';
import { formParams, keys, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { keeper } from './keeper.ts';

/** A view that the member made for themself. */
export interface OwnView {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly document: ViewDocument;
  /** Something of it is gone: a condition that is left out, or what it can't be shown without. */
  readonly lost?: 'part' | 'all';
}

interface MyViews {
  readonly views: readonly OwnView[];
  readonly adjustments: readonly {
    readonly app: string;
    readonly form: string;
    readonly view: string;
    readonly document: ViewAdjustment;
  }[];
  readonly opens: Readonly<Record<string, string>>;
}

const NONE: MyViews = { views: [], adjustments: [], opens: {} };
const NOTHING: ViewAdjustment = {};
/** Time without a change after which an adjustment is sent. */
const PAUSE_MS = 400;

/** Everything that views are for this member alone. */
export function useMyViewsQuery() {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.myViews(key),
    queryFn: async ({ signal }) =>
      (await client.call('myViews', { params: { workspace: key }, signal })) as unknown as MyViews,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
}

const send = keeper(PAUSE_MS);

/** The member's own views of a form, and how they adjust the others. What changes shows at once. */
export function useMyViews(ref: string) {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  const { data = NONE } = useMyViewsQuery();
  const { app, key: form } = splitRef(ref);
  return useMemo(() => {
    const at = keys.myViews(workspace);
    const params = formParams(workspace, ref);
    const here = (one: { readonly app: string; readonly form: string }) =>
      one.app === app && one.form === form;
    const set = (change: (before: MyViews) => MyViews) =>
      cache.setQueryData<MyViews>(at, (before) => change(before ?? NONE));
    const failed = (error: unknown) => {
      toast.error(error);
      void cache.invalidateQueries({ queryKey: at });
    };
    const withAdjustment = (view: string, document: ViewAdjustment | undefined) =>
      set((before) => ({
        ...before,
        adjustments: [
          ...before.adjustments.filter((one) => !(here(one) && one.view === view)),
          ...(document ? [{ app, form, view, document }] : []),
        ],
      }));
    return {
      own: new Map(data.views.filter(here).map((one) => [one.id, one])),
      opens: data.opens[ref],
      adjustmentOf: (view: string): ViewAdjustment =>
        data.adjustments.find((one) => here(one) && one.view === view)?.document ?? NOTHING,
      adjust(view: string, adjustment: ViewAdjustment) {
        withAdjustment(view, adjustment);
        send(`${workspace} ${ref} ${view}`, () =>
          // It goes on when the page is left: what was picked last is not lost by a reload.
          client
            .call('adjustView', { params: { ...params, view }, body: { adjustment }, keepalive: true })
            .catch(failed),
        );
      },
      async reset(view: string) {
        withAdjustment(view, undefined);
        send(`${workspace} ${ref} ${view}`);
        await client.call('resetView', { params: { ...params, view } }).catch(failed);
      },
      /** Rejects with the server's error. */
      async save(id: string, document: ViewDocument) {
        const saved = (await client.call('savePersonalView', {
          params: { ...params, id },
          body: { document },
        })) as unknown as OwnView;
        set((before) => ({
          ...before,
          views: before.views.some((one) => one.id === id)
            ? before.views.map((one) => (one.id === id ? saved : one))
            : [...before.views, saved],
        }));
      },
      async remove(id: string) {
        await client.call('deletePersonalView', { params: { ...params, id } });
        set((before) => ({ ...before, views: before.views.filter((one) => one.id !== id) }));
      },
      async arrange(ids: readonly string[]) {
        const rank = (one: OwnView) => (here(one) ? ids.indexOf(one.id) : -1);
        set((before) => ({ ...before, views: [...before.views].sort((a, b) => rank(a) - rank(b)) }));
        await client.call('arrangePersonalViews', { params, body: { ids: [...ids] } }).catch(failed);
      },
      async openWith(view: string | null) {
        await client.call('openWith', { params, body: { view } });
        set((before) => {
          const { [ref]: _, ...opens } = before.opens;
          return { ...before, opens: view === null ? opens : { ...opens, [ref]: view } };
        });
      },
    };
  }, [data, client, cache, toast, workspace, ref, app, form]);
}
