import { useQueryClient } from '@tanstack/react-query';
import { keys, useClient, useLocale, useMe, useToast, useWorkspace } from '@trellis/ui/react';
import { App, Button } from 'antd';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useNavigation } from '../navigation.tsx';
import { draftApi } from './api.ts';
import type { Draft, DraftInfo } from './draft.ts';
import { localDrafts } from './local.ts';
import { useT } from './messages.ts';
import { type DraftStore, draftStore } from './store.ts';

const Context = createContext<DraftStore | null>(null);

/** Milliseconds after which what could not be sent is tried again. */
const RETRY = 20_000;

/** Keeps what the member types, and sends what was submitted without a network. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const workspace = useWorkspace().key;
  const member = useMe().data?.id ?? '';
  const report = useReport();
  const onSubmitted = useEffectEvent(report.submitted);
  const onRefused = useEffectEvent(report.refused);
  const store = useMemo(
    () =>
      draftStore({
        local: localDrafts(localStorage, workspace, member),
        api: draftApi(client, workspace),
        onSubmitted: (draft) => onSubmitted(draft),
        onRefused: (draft) => onRefused(draft),
        alone: (run) => alone(`trellis.outbox.${workspace}.${member}`, run),
      }),
    [client, workspace, member],
  );
  useEffect(() => {
    const catchUp = () => void store.flush().then(() => store.refresh().catch(() => undefined));
    const retry = () => {
      if (navigator.onLine) void store.flush();
    };
    const elsewhere = (event: StorageEvent) => {
      if (event.key === null || event.key.startsWith('trellis.draft.')) store.changedElsewhere();
    };
    // Whoever looks away may not come back: a phone ends pages in the background.
    const hidden = () => {
      if (document.visibilityState === 'hidden') retry();
      else void store.refresh().catch(() => undefined);
    };
    catchUp();
    const timer = setInterval(retry, RETRY);
    window.addEventListener('online', catchUp);
    window.addEventListener('storage', elsewhere);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', catchUp);
      window.removeEventListener('storage', elsewhere);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [store]);
  return <Context value={store}>{children}</Context>;
}

/** The member's drafts. */
export function useDrafts(): DraftStore {
  const store = useContext(Context);
  if (!store) throw new Error('DraftsProvider is missing');
  return store;
}

/** The member's drafts in a list, of one form or of all. */
export function useDraftList(form?: string): readonly DraftInfo[] {
  const store = useDrafts();
  const all = useSyncExternalStore(store.subscribe, store.list);
  return useMemo(() => (form === undefined ? all : all.filter((one) => one.form === form)), [all, form]);
}

/** Says what became of submissions that waited for a network, with the way to them. */
function useReport() {
  const t = useT();
  const { text } = useLocale();
  const { message } = App.useApp();
  const toast = useToast();
  const { go } = useNavigation();
  const catalog = useClientCatalog();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const say = (draft: Draft, type: 'success' | 'error', words: string, action: string, open: () => void) => {
    const key = `draft-${draft.id}`;
    void message.open({
      key,
      type,
      duration: type === 'error' ? 0 : 6,
      content: (
        <>
          {words}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              open();
            }}
          >
            {action}
          </Button>
        </>
      ),
    });
  };
  return {
    submitted(draft: Draft) {
      void cache.invalidateQueries({ queryKey: keys.form(workspace, draft.form) });
      const info = catalog.forms.get(draft.form);
      if (!info) return toast.success(t('submitted'));
      const { app, key: form } = info.form;
      const name = draft.title ?? text(info.label);
      say(
        draft,
        'success',
        t('submittedLater', { name }),
        t('look'),
        () => void go({ kind: 'record', app, form, id: draft.id }),
      );
    },
    refused(draft: Draft) {
      const info = catalog.forms.get(draft.form);
      if (!info) return toast.error(draft.refused);
      const { app, key: form } = info.form;
      const reason = draft.refused ?? '';
      const name = draft.title ?? text(info.label);
      say(
        draft,
        'error',
        t('refusedLater', { name, reason }),
        t('mend'),
        () =>
          void (draft.version === null
            ? go({ kind: 'form', app, form, search: { new: '1', draft: draft.id } })
            : go({ kind: 'record', app, form, id: draft.id })),
      );
    },
  };
}

/** Runs in one tab at a time; where the browser knows no locks in each, which repeats a save and so changes nothing. */
async function alone(name: string, run: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return run();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await run();
  });
}
