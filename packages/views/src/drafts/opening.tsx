import { newId } from '@trellis/metadata';
import { useEffect, useState } from 'react';
import type { Draft } from './draft.ts';
import { useDrafts } from './provider.tsx';
import type { DraftStore } from './store.ts';

/** What a form for a new record begins with. */
export interface Opening {
  /** Id that the record will have. */
  readonly id: string;
  /** What was typed before. */
  readonly draft?: Draft;
}

/** Milliseconds that a form waits for what the server has; without an answer it opens with what is here. */
const PATIENCE = 1_500;

/**
 * What a form for a new record begins with: the draft that is asked for, else what was last typed and left without
 * saving, unless it is on the screen in another tab; undefined until that is known.
 * @param wanted id of a draft; null = none, begin anew
 */
export function useOpening(form: string, wanted: string | null | undefined): Opening | undefined {
  const store = useDrafts();
  const [opening, setOpening] = useState<Opening | undefined>(wanted === null ? { id: newId() } : undefined);
  useEffect(() => {
    if (wanted === null) return;
    let here = true;
    void find(store, form, wanted).then((draft) => {
      if (here) setOpening(draft ? { id: draft.id, draft } : { id: newId() });
    });
    return () => {
      here = false;
    };
  }, [store, form, wanted]);
  const id = opening?.id;
  useEffect(() => (id === undefined ? undefined : hold(id)), [id]);
  return opening;
}

/** What was typed into a record and not saved; "pending" until that is known. */
export function useChangeDraft(id: string): Draft | undefined | 'pending' {
  const store = useDrafts();
  const [draft, setDraft] = useState<Draft | undefined | 'pending'>('pending');
  useEffect(() => {
    let here = true;
    void (async () => {
      if (!store.known() && !store.peek(id)) await soon(store.refresh());
      const found = await soon(store.open(id));
      if (here) setDraft(found?.version === null ? undefined : found);
    })();
    return () => {
      here = false;
    };
  }, [store, id]);
  return draft;
}

async function find(store: DraftStore, form: string, wanted: string | undefined): Promise<Draft | undefined> {
  if (!store.known()) await soon(store.refresh());
  if (wanted !== undefined) return soon(store.open(wanted));
  const held = await heldElsewhere();
  const last = store
    .list()
    .find(
      (one) => one.form === form && one.version === null && !one.kept && !one.waiting && !held.has(one.id),
    );
  return last && soon(store.open(last.id));
}

/** What a promise gives, or undefined when that takes too long or fails. */
const soon = <T,>(promise: Promise<T>): Promise<T | undefined> =>
  Promise.race([
    promise.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined)),
  ]);

const LOCK = 'trellis.typing.';

/** Says to other tabs that this draft is on the screen here, until the answer is called. */
function hold(id: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(LOCK + id, () => held);
  return release;
}

async function heldElsewhere(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}
