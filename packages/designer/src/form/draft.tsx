import type { FormDocument, Issue } from '@trellis/metadata';
import { ApiError, useClient, useWorkspace } from '@trellis/ui/react';
import { useState } from 'react';
import { type Autosave, autosave, type Conflict, type SaveState } from '../core/autosave.ts';
import { type DocumentStore, documentStore } from '../core/history.ts';
import { keepMine, takeTheirs } from '../core/two-drafts.ts';
import { useAutosave } from '../core/use-autosave.tsx';
import { type Designer, useAttendance } from './attendance.tsx';
import { useUndoKeys } from './shortcuts.tsx';

/** Asks the server for the draft as it is now; null where it can't be shown. */
export type Reload = () => Promise<Saved | null>;
interface Saved {
  readonly document: FormDocument;
  readonly revision: number;
  /** What is wrong with it. */
  readonly issues: readonly Issue[];
}

/** A draft under design: the document, and what becomes of it on the server. */
export interface Draft {
  readonly store: DocumentStore<FormDocument>;
  readonly saving: SaveState<FormDocument, Issue>;
  readonly saver: Autosave<FormDocument, Issue>;
  /** Who else has the design open. */
  readonly others: readonly Designer[];
  /** Lets one's own draft stand; undo brings the other's back. */
  keepMine(): Promise<boolean>;
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
  readonly issues: readonly Issue[];
  readonly reload: Reload;
}): Draft {
  const { app, formKey } = props;
  const client = useClient();
  const workspace = useWorkspace().key;
  const [store] = useState(() => documentStore(props.initial));
  const [saving, saver] = useAutosave(store, () =>
    autosave<FormDocument, Issue>({
      saved: props.initial,
      revision: props.revision,
      issues: props.issues,
      save: async (next, revision) => {
        const params = { workspace, kind: 'form' as const, app, key: formKey };
        const reply = await client.call('saveDraft', { params, body: { document: next, revision } });
        return { revision: reply.revision, issues: reply.issues as readonly Issue[] };
      },
      conflictOf,
    }),
  );
  useUndoKeys(store);
  const both = { store, saver };
  const others = useAttendance({
    app,
    formKey,
    async onRevision(revision) {
      // Only where nothing of one's own is under way: otherwise the next save finds the conflict, and a person decides.
      const isAhead = () => saver.read().status === 'saved' && revision > saver.revision();
      if (!isAhead()) return undefined;
      const next = await props.reload();
      if (!next || !isAhead()) return undefined;
      const news = JSON.stringify(next.document) !== JSON.stringify(store.read().document);
      if (news) takeTheirs(both, next.document, next);
      else saver.adopt(store.read().document, next);
      return news;
    },
  });
  return {
    store,
    saving,
    saver,
    others,
    keepMine: () => keepMine(both, saving.conflict?.document),
    async takeTheirs(theirs) {
      if (theirs) return takeTheirs(both, theirs);
      const next = await props.reload();
      if (next) takeTheirs(both, next.document, next);
    },
  };
}
