import { useQueryClient } from '@tanstack/react-query';
import { newId, type ViewDocument } from '@trellis/metadata';
import { keys, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useMyViews } from '../data/my-views.tsx';
import { useT } from '../messages.ts';
import { freeKey, type ListedView } from './views.ts';

/** What can be done to the views of a form. Saving rejects with the server's error; the rest says itself what went wrong. */
export function useViewActions(info: FormInfo, views: ReadonlyMap<string, ListedView>) {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const t = useT();
  const { key: workspace } = useWorkspace();
  const { form } = info;
  const mine = useMyViews(form.ref);
  const catalog = useClientCatalog();
  return useMemo(() => {
    const publish = async (changes: Readonly<Record<string, ViewDocument | null>>) => {
      await client.call('saveViews', {
        params: { workspace, app: form.app },
        body: { views: { ...changes } },
      });
      await cache.invalidateQueries({ queryKey: keys.catalog(workspace) });
    };
    const taken = () =>
      new Set(
        [...catalog.forms.values()]
          .filter((one) => one.form.app === form.app)
          .flatMap((one) => [...one.views.keys()]),
      );
    /** What a form shows for want of any becomes its own with the first that is saved. */
    const kept = (used: Set<string>): Record<string, ViewDocument> =>
      Object.fromEntries(
        [...views.values()].flatMap(({ of, document }, position) => {
          if (of !== 'usual') return [];
          const key = freeKey(form.key, document.kind, used);
          used.add(key);
          return [[key, { ...document, position }]];
        }),
      );
    const said = (work: Promise<unknown>) => work.catch((error: unknown) => toast.error(error));

    /** A new view. Answers its name. */
    const add = async (document: ViewDocument, of: 'all' | 'me'): Promise<string> => {
      const { position: _, ...bare } = document;
      if (of === 'me') {
        const id = newId();
        const { locked: __, ...own } = bare;
        await mine.save(id, own);
        return id;
      }
      const used = taken();
      const before = kept(used);
      const key = freeKey(form.key, document.kind, used);
      const shared = [...views.values()].filter((one) => one.of !== 'me');
      const position = 1 + Math.max(-1, ...shared.map((one, at) => one.document.position ?? at));
      await publish({ ...before, [key]: { ...bare, position } });
      return key;
    };
    const save = async (view: ListedView, document: ViewDocument): Promise<void> => {
      if (view.of === 'me') await mine.save(view.name, document);
      else await publish({ [view.name]: document });
    };
    return {
      add,
      save,
      async remove(view: ListedView, label: string) {
        try {
          if (view.of === 'me') await mine.remove(view.name);
          else await publish({ [view.name]: null });
          toast.undo(t('viewDeleted', { view: label }), () => save(view, view.document));
        } catch (error) {
          toast.error(error);
        }
      },
      /** Puts a view at another place among those of its kind of owner. */
      async move(of: ListedView['of'], from: number, to: number) {
        const group = [...views.values()].filter((one) => one.of === of);
        const order = [...group];
        order.splice(to, 0, ...order.splice(from, 1));
        if (of === 'me') return mine.arrange(order.map(({ name }) => name));
        const changes = order.flatMap(({ name, document }, position) =>
          document.position === position ? [] : [[name, { ...document, position }] as const],
        );
        if (changes.length > 0) await said(publish(Object.fromEntries(changes)));
      },
      async lock(view: ListedView, locked: boolean) {
        const { locked: _, ...open } = view.document;
        await said(save(view, locked ? { ...open, locked } : open));
      },
      openWith: (name: string | null) => said(mine.openWith(name)),
      reset: (name: string) => mine.reset(name),
    };
  }, [client, cache, toast, t, workspace, form, mine, catalog, views]);
}
export type ViewActions = ReturnType<typeof useViewActions>;
