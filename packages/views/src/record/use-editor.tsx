import { useQueryClient } from '@tanstack/react-query';
import type { Values } from '@trellis/forms/model';
import { type FormState, useFormState, useTextEnv } from '@trellis/forms/react';
import { ApiError, keys, type Reply, useSaveRecord, useToast, useWorkspace } from '@trellis/ui/react';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { isUnreachable } from '../drafts/api.ts';
import { type Draft, holdsSecrets, onTopOf, typedValues } from '../drafts/draft.ts';
import { useT as useDraftT } from '../drafts/messages.ts';
import { useDrafts } from '../drafts/provider.tsx';
import { useT } from '../messages.ts';
import { type Clash, changedValues, mergeChanges, sameValue } from './merge.ts';

export type RecordWithRefs = Reply<'getRecord'>;

/** Changes that collide with what others saved meanwhile, for the person to decide. */
export interface Conflict {
  readonly theirs: RecordWithRefs;
  readonly clashes: readonly Clash[];
  /** My changes that collide with nothing. */
  readonly set: Readonly<Record<string, unknown>>;
}

export interface Editor {
  readonly state: FormState;
  readonly saving: boolean;
  /** Changes that were typed earlier and not saved then, while they are on the screen. */
  readonly restored: Draft | undefined;
  /** Somebody saved a newer version while there are unsaved changes. */
  readonly newer: RecordWithRefs | undefined;
  readonly conflict: Conflict | undefined;
  save(): Promise<void>;
  /** Puts the changes into the draft box. */
  keep(): Promise<void>;
  discard(): void;
  /** Puts my changes on top of the newer version; collisions become `conflict`. */
  merge(): void;
  /** Ends the conflict with these values in the fields that collided, and saves. */
  resolve(chosen: Readonly<Record<string, unknown>>): Promise<void>;
  cancelMerge(): void;
}

/**
 * Edits a loaded record: keeps unsaved changes through a reload, takes newer versions over while nothing is changed,
 * and never overwrites what others saved without asking. `latest` is the record as last fetched, `draft` what was typed
 * earlier.
 */
export function useEditor(
  info: FormInfo,
  latest: RecordWithRefs,
  refetch: () => Promise<RecordWithRefs | undefined>,
  draft: Draft | undefined,
): Editor {
  const t = useT();
  const toast = useToast();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const { form } = info;
  const draftT = useDraftT();
  const store = useDrafts();
  const env = useTextEnv(latest.refs);
  const [base, setBase] = useState(latest);
  const [begun] = useState(() => draft && onTopOf(draft, latest));
  const [conflict, setConflict] = useState<Conflict | undefined>(
    begun && begun.clashes.length > 0 ? { theirs: latest, ...begun } : undefined,
  );
  const [start] = useState(() => ({
    ...begun?.set,
    ...Object.fromEntries(begun?.clashes.map(({ field, mine }) => [field, mine]) ?? []),
  }));
  const state = useFormState(form, base.values as Values, start as Values, latest.id);
  const save = useSaveRecord(form.ref);
  const { dirty, values, reset, setValue } = state;
  const newer = latest.version > base.version && dirty ? latest : undefined;

  const adopt = useCallback(
    (record: RecordWithRefs, set: Readonly<Record<string, unknown>> = {}) => {
      reset(record.values as Values);
      for (const [key, value] of Object.entries(set)) setValue(key, value as Values[string]);
      setBase(record);
    },
    [reset, setValue],
  );

  useEffect(() => {
    if (latest.version <= base.version) return;
    // What was sent by itself when the network came back is no longer a change.
    const sent = () =>
      Object.entries(changedValues(base.values, values)).every(([key, value]) =>
        sameValue(latest.values[key], value),
      );
    if (!dirty || sent()) adopt(latest);
  }, [latest, base, dirty, values, adopt]);

  const typed = (
    set: Draft['set'] = typedValues(form, changedValues(base.values, values)),
  ): Omit<Draft, 'at'> => {
    const title = recordTitle(form, base.values, env);
    const { kept = false, refused } = store.peek(base.id) ?? {};
    return {
      id: base.id,
      form: form.ref,
      version: base.version,
      kept,
      set,
      was: Object.fromEntries(Object.keys(set).map((key) => [key, base.values[key] ?? null])),
      ...(title ? { title } : {}),
      ...(refused === undefined ? {} : { refused }),
    };
  };
  const remember = useEffectEvent((_: typeof values) => {
    if (dirty) store.write(typed());
    else store.settle(base.id);
  });
  useEffect(() => remember(values), [values]);

  const onOpen = useEffectEvent(() => {
    if (draft?.refused !== undefined) state.validate();
  });
  useEffect(() => onOpen(), []);

  /**
   * Sends changes made on a version; a conflict is merged, and asked about where it must be.
   * @param merged whether what somebody else saved meanwhile is in it
   */
  async function send(
    on: RecordWithRefs,
    set: Readonly<Record<string, unknown>>,
    merged = false,
  ): Promise<void> {
    try {
      const saved = await save.mutateAsync({ id: on.id, version: on.version, set });
      const refs = { ...latest.refs, ...on.refs };
      const record: RecordWithRefs = { ...saved, meta: saved.meta, refs };
      cache.setQueryData(keys.record(workspace, form.ref, on.id), record);
      setConflict(undefined);
      adopt(record);
      toast.success(t(merged ? 'savedMerged' : 'saved'));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'version_conflict') {
        const theirs = await refetch();
        if (!theirs) return;
        const both = mergeChanges(on.values, set, theirs.values);
        if (both.clashes.length > 0) {
          setConflict({ theirs, ...both });
        } else {
          adopt(theirs, both.set);
          await send(theirs, both.set, true);
        }
        return;
      }
      if (error instanceof ApiError && error.issues.length > 0) state.setServerIssues(error.issues);
      else if (isUnreachable(error)) {
        if (holdsSecrets(form, set)) return toast.error(draftT('secretsStay'));
        store.submit(typed(set));
        toast.success(draftT('submittedOffline'));
      } else toast.error(error);
    }
  }

  return {
    state,
    saving: save.isPending || state.waiting,
    restored: dirty ? draft : undefined,
    newer,
    conflict,
    async save() {
      if (save.isPending || state.waiting) return;
      await state.arrived();
      const checked = state.validate();
      if (checked.ok) await send(base, checked.values);
    },
    async keep() {
      try {
        await store.keep(typed());
        toast.success(navigator.onLine ? draftT('kept') : draftT('keptHere'));
      } catch (error) {
        toast.error(error);
      }
    },
    discard() {
      const left = typed();
      adopt(latest);
      toast.undo(draftT('discarded'), () => {
        for (const [key, value] of Object.entries(left.set)) setValue(key, value as Values[string]);
      });
    },
    merge() {
      if (!newer) return;
      const merged = mergeChanges(base.values, changedValues(base.values, values), newer.values);
      if (merged.clashes.length > 0) setConflict({ theirs: newer, ...merged });
      else {
        adopt(newer, merged.set);
        toast.success(t('conflictNone'));
      }
    },
    async resolve(chosen) {
      if (!conflict) return;
      const set = changedValues(conflict.theirs.values, { ...conflict.set, ...chosen });
      adopt(conflict.theirs, set);
      if (Object.keys(set).length > 0) await send(conflict.theirs, set);
      else setConflict(undefined);
    },
    cancelMerge: () => setConflict(undefined),
  };
}
