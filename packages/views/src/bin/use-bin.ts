import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LocalText, newId } from '@trellis/metadata';
import { formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { watch } from '../batch/watched.ts';
import type { FormInfo } from '../catalog/catalog.ts';
import { keyFacts } from '../record/key-facts.ts';

type BinPage = Reply<'queryBin'>;
export type BinnedRecord = BinPage['records'][number];
export type BinnedForm = Reply<'listBinnedForms'>['forms'][number];
export type BinnedView = Reply<'listBin'>['views'][number];

/** What lies in the bin of an app. */
export function useBin(app: string) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.bin(workspace, app),
    queryFn: ({ signal }) => client.call('listBin', { params: { workspace, app }, signal }),
    staleTime: 0,
  });
}

/** The deleted forms of an app; those that are going for good are looked after until they are gone. */
export function useBinnedForms(app: string) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: [...keys.bin(workspace, app), 'forms'],
    queryFn: async ({ signal }) =>
      (await client.call('listBinnedForms', { params: { workspace, app }, signal })).forms,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some(({ purging, kept }) => purging && !kept) ? GOING_MS : false,
  });
}
const GOING_MS = 2_000;

/** The deleted records of a form, page by page. */
export function useBinned(info: FormInfo, search: string) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const { form } = info;
  const title = form.fields.has(form.titleField) ? [form.titleField] : [];
  const fields = [...title, ...keyFacts(info).map(({ key }) => key)];
  const body = { fields, ...(search ? { search } : {}) };
  return useInfiniteQuery({
    queryKey: keys.binned(workspace, form.ref, body),
    queryFn: ({ pageParam, signal }) =>
      client.call('queryBin', {
        params: formParams(workspace, form.ref),
        body: pageParam ? { ...body, after: pageParam } : body,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

/** What is done with deleted records and views. All reject with the server's error. */
export function useBinActions(app: string) {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  return useMemo(() => {
    const changed = async (form: string) => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: keys.form(workspace, form) }),
        cache.invalidateQueries({ queryKey: keys.bin(workspace, app) }),
      ]);
    };
    return {
      restore: async (form: string, id: string) => {
        await client.call('restoreRecord', { params: { ...formParams(workspace, form), id } });
        await changed(form);
      },
      restoreAs: async (form: string, id: string, set: Record<string, unknown>) => {
        await client.call('restoreAs', { params: { ...formParams(workspace, form), id }, body: { set } });
        await changed(form);
      },
      /** Some, or what a search finds; refused ones are told in the tray of batches. */
      restoreMany: async (form: string, records: { ids: string[] } | { search?: string }) => {
        const batch = await client.call('startBatch', {
          params: formParams(workspace, form),
          body: { id: newId(), records, action: { op: 'restore' } },
        });
        watch(batch.id);
        await cache.invalidateQueries({ queryKey: keys.batches(workspace) });
      },
      /** Answers how many are gone. */
      purge: async (form: string, which: { ids?: string[]; search?: string }) => {
        let count = 0;
        for (let left = 1; left > 0; ) {
          const done = await client.call('purgeRecords', {
            params: formParams(workspace, form),
            body: which,
          });
          count += done.purged;
          left = done.purged > 0 ? done.left : 0;
        }
        await changed(form);
        return count;
      },
      /** Answers what of it could not come along, in words. */
      restoreForm: async (key: string, label: LocalText | undefined) => {
        const params = { workspace, app, key };
        const { left } = await client.call('restoreForm', { params, body: label ? { label } : {} });
        await Promise.all([
          cache.invalidateQueries({ queryKey: keys.catalog(workspace) }),
          cache.invalidateQueries({ queryKey: keys.bin(workspace, app) }),
        ]);
        return left;
      },
      purgeForm: async (key: string) => {
        await client.call('purgeForm', { params: { workspace, app, key }, query: { confirm: key } });
        await cache.invalidateQueries({ queryKey: keys.bin(workspace, app) });
      },
      restoreView: async (view: BinnedView) => {
        const { form, name } = view;
        await client.call('restoreView', { params: { workspace, app }, body: { form, name } });
        await Promise.all([
          cache.invalidateQueries({ queryKey: keys.bin(workspace, app) }),
          cache.invalidateQueries({ queryKey: view.own ? keys.myViews(workspace) : keys.catalog(workspace) }),
        ]);
      },
    };
  }, [client, cache, workspace, app]);
}
