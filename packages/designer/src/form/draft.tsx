import type { FormDocument, Issue } from '@trellis/metadata';
import { ApiError, useClient, useWorkspace } from '@trellis/ui/react';
import { useState } from 'react';
import { type Autosave, autosave, type Conflict, type SaveState } from '../core/autosave.ts';
import { type DocumentStore, documentStore } from '../core/history.ts';
import { useAutosave } from '../core/use-autosave.tsx';
import { useUndoKeys } from './shortcuts.tsx';

/** A draft under design: the document, and what becomes of it on the server. */
export interface Draft {
  readonly store: DocumentStore<FormDocument>;
  readonly saving: SaveState<FormDocument, Issue>;
  readonly saver: Autosave<FormDocument, Issue>;
  /** Goes on from the draft that someone else saved; undo brings one's own back. */
  takeTheirs(theirs: FormDocument | null): Promise<void>;
}

function conflictOf(error: unknown): Conflict<FormDocument> | undefined {
  if (!(error instanceof ApiError) || error.code !== 'definition_conflict') return undefined;
  const { revision, draft } = error.details;
  return { revision: Number(revision), document: (draft ?? null) as FormDocument | null };
}

/** Keeps a form's draft and saves what changes. */
export function useDraft(props: {
  readonly app: string;
  readonly formKey: string;
  readonly initial: FormDocument;
  readonly revision: number;
  readonly reload: () => Promise<FormDocument | null>;
}): Draft {
  const { app, formKey } = props;
  const client = useClient();
  const workspace = useWorkspace().key;
  const [store] = useState(() => documentStore(props.initial));
  const [saving, saver] = useAutosave(store, () =>
    autosave<FormDocument, Issue>({
      saved: props.initial,
      revision: props.revision,
      save: async (next, revision) => {
        const params = { workspace, kind: 'form' as const, app, key: formKey };
        const reply = await client.call('saveDraft', { params, body: { document: next, revision } });
        return { revision: reply.revision, issues: reply.issues as readonly Issue[] };
      },
      conflictOf,
    }),
  );
  useUndoKeys(store);
  return {
    store,
    saving,
    saver,
    async takeTheirs(theirs) {
      const next = theirs ?? (await props.reload());
      if (!next) return;
      store.run({ label: { zh: '载入对方的草稿', en: 'Load the other draft' }, apply: () => next });
      saver.adopt(next);
    },
  };
}
