import { useQueryClient } from '@tanstack/react-query';
import { formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';

const DeletionDialog = lazy(async () => ({ default: (await import('./dialog.tsx')).DeletionDialog }));

/** A deletion that concerns other records, waiting for an answer. */
export interface Asked {
  readonly form: string;
  readonly count: number;
  readonly found: Reply<'previewDelete'>;
  readonly answer: (go: boolean) => void;
}

const Context = createContext<(asked: Asked) => void>(({ answer }) => answer(false));

/** The dialog of `useAskDelete`. */
export function DeletionProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked & { readonly turn: number }>();
  const ask = useCallback(
    (next: Asked) => setAsked((last) => ({ ...next, turn: (last?.turn ?? 0) + 1 })),
    [],
  );
  return (
    <Context value={ask}>
      {children}
      {asked ? (
        <Suspense>
          <DeletionDialog key={asked.turn} {...asked} />
        </Suspense>
      ) : null}
    </Context>
  );
}

/** What somebody decided about a deletion, and whether other records are concerned. */
interface Decision {
  readonly go: boolean;
  /** To be called when it is done, or taken back: lists of other forms show it then. */
  readonly changed: () => void;
}

/** Asks before records are deleted where that concerns others. Rejects with the server's error. */
export function useAskDelete(form: string): (ids: readonly string[]) => Promise<Decision> {
  const client = useClient();
  const cache = useQueryClient();
  const { key } = useWorkspace();
  const ask = useContext(Context);
  return useCallback(
    async (ids) => {
      const found = await client.call('previewDelete', {
        params: formParams(key, form),
        body: { ids: [...ids] },
      });
      if (found.effects.length === 0) return { go: true, changed: () => undefined };
      const go = await new Promise<boolean>((answer) => ask({ form, count: ids.length, found, answer }));
      return { go, changed: () => void cache.invalidateQueries({ queryKey: keys.workspace(key) }) };
    },
    [client, cache, key, form, ask],
  );
}
