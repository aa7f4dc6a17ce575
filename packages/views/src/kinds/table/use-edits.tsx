import type { CompiledField } from '@trellis/forms/model';
import { useIssueText } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import {
  ApiError,
  formParams,
  type RecordData,
  useClient,
  useMembers,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useCallback, useRef, useState } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { useOptimisticEdit } from '../../data/use-edit.tsx';
import { useWrite, type Write } from '../../data/use-write.tsx';
import { useT } from '../../messages.ts';
import { sameValue } from '../../record/merge.ts';
import { useGridT } from './messages.ts';
import { NO_PAST, type Past, reversed, type Step, stepBack, stepForward, withStep } from './undo.ts';

/** A change of a cell that was not taken: why, and what had been typed. */
export interface CellError {
  readonly message: string;
  readonly typed: Value;
}

/** One cell with what is to stand in it, or why that can't be read. */
export interface CellChange {
  readonly record: RecordData;
  readonly field: CompiledField;
  readonly to: { readonly value: Value } | { readonly typed: string; readonly issues: readonly Issue[] };
}

/** How far a long change is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  cancel(): void;
}

export const cellKey = (id: string, field: string): string => `${id}/${field}`;
/** Records above which progress is shown. */
const LONG = 100;
/** Records that one question names. */
const ASKED = 500;

/**
 * Changes cells, one or many, and takes it back again. What went wrong stays at its cell until the next try; `said` is
 * the last thing that happened, in words.
 */
export function useEdits(info: FormInfo) {
  const { form } = info;
  const t = useT();
  const gridT = useGridT();
  const issueText = useIssueText(form);
  const toast = useToast();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const members = useMembers().data;
  const editOne = useOptimisticEdit(form.ref);
  const write = useWrite(form.ref);
  const [errors, setErrors] = useState<ReadonlyMap<string, CellError>>(new Map());
  const [said, say] = useState('');
  const [progress, setProgress] = useState<Progress>();
  const [past, setPast] = useState<Past>(NO_PAST);
  const busy = useRef(false);

  const note = useCallback((found: ReadonlyMap<string, CellError>, cleared: readonly string[]) => {
    setErrors((before) => {
      if (found.size === 0 && !cleared.some((key) => before.has(key))) return before;
      const next = new Map(before);
      for (const key of cleared) next.delete(key);
      for (const [key, error] of found) next.set(key, error);
      return next;
    });
  }, []);

  const worded = (issue: Issue | undefined, field: CompiledField) =>
    issue ? issueText({ ...issue, path: [field.key] }) : t('saveFailed');
  const nameOf = (id: string | null | undefined) =>
    members?.find((member) => member.id === id)?.name ?? t('someone');

  /** Writes and says at each cell what was refused there; the rest of such a record is not saved either. */
  const writeAll = async (writes: readonly Write[]) => {
    const stop = new AbortController();
    const total = writes.length;
    const show = (done: number) => total > LONG && setProgress({ done, total, cancel: () => stop.abort() });
    show(0);
    try {
      const outcome = await write(writes, { progress: show, signal: stop.signal });
      const found = new Map<string, CellError>();
      for (const { record, set, why } of outcome.refused) {
        const at = new Map(why.issues.map((issue) => [String(issue.path[1] ?? ''), issue]));
        const named = Object.keys(set).some((key) => at.has(key));
        for (const [key, typed] of Object.entries(set)) {
          const issue = at.get(key);
          const message = why.current
            ? gridT('changedBy', { name: nameOf(why.current.meta.updatedBy) })
            : issue
              ? issueText({ ...issue, path: [key] })
              : named
                ? gridT('rowKept')
                : (why.issues[0]?.message ?? why.title);
          found.set(cellKey(record.id, key), { message, typed });
        }
      }
      note(
        found,
        outcome.saved.flatMap(({ record, set }) => Object.keys(set).map((key) => cellKey(record.id, key))),
      );
      return { ...outcome, left: total - outcome.saved.length - outcome.refused.length };
    } finally {
      setProgress(undefined);
    }
  };
  const stepOf = (writes: readonly Write[]): Step =>
    writes.map(({ record, set }) => ({
      id: record.id,
      after: set,
      before: Object.fromEntries(Object.keys(set).map((key) => [key, record.values[key] ?? null])),
    }));

  /** One at a time: what is done while another change is under way would build on what may be taken back. */
  const alone = async (action: () => Promise<void>) => {
    if (busy.current) {
      toast.error(gridT('busy'));
      return;
    }
    busy.current = true;
    try {
      await action();
    } catch (error) {
      toast.error(error);
    } finally {
      busy.current = false;
    }
  };

  const commit = async (record: RecordData, field: CompiledField, typed: Value) => {
    const key = cellKey(record.id, field.key);
    const read = field.type.normalise(typed, field.config);
    if (!read.ok) {
      note(new Map([[key, { message: worded(read.issues[0], field), typed }]]), []);
      return;
    }
    note(new Map(), [key]);
    if (sameValue(record.values[field.key], read.value)) return;
    try {
      await editOne(record, { [field.key]: read.value });
      setPast((before) => withStep(before, stepOf([{ record, set: { [field.key]: read.value } }])));
    } catch (error) {
      const known = error instanceof ApiError ? error : undefined;
      const issue = known?.issues[0];
      const message =
        known?.code === 'version_conflict'
          ? t('cellConflict')
          : ((issue ? issueText(issue) : known?.title) ?? t('saveFailed'));
      note(new Map([[key, { message, typed }]]), []);
    }
  };

  /** Changes many cells as one step that is taken back at once. `done`: how it is called when it succeeded. */
  const apply = (changes: readonly CellChange[], done: (cells: number) => string) =>
    alone(async () => {
      const found = new Map<string, CellError>();
      const sets = new Map<string, { record: RecordData; set: Record<string, Value> }>();
      const cleared: string[] = [];
      for (const { record, field, to } of changes) {
        const key = cellKey(record.id, field.key);
        const read =
          'value' in to
            ? field.type.normalise(to.value, field.config)
            : { ok: false as const, issues: to.issues };
        if (!read.ok) {
          const typed = 'value' in to ? to.value : to.typed;
          found.set(key, { message: worded(read.issues[0], field), typed });
          continue;
        }
        cleared.push(key);
        if (sameValue(record.values[field.key], read.value)) continue;
        const entry = sets.get(record.id) ?? { record, set: {} };
        sets.set(record.id, entry);
        entry.set[field.key] = read.value;
      }
      note(found, cleared);
      const { saved, refused, left } = await writeAll([...sets.values()]);
      setPast((before) => withStep(before, stepOf(saved)));
      const cells = saved.reduce((sum, { set }) => sum + Object.keys(set).length, 0);
      const wrong = found.size + refused.reduce((sum, { set }) => sum + Object.keys(set).length, 0);
      say(
        [
          done(cells),
          ...(wrong > 0 ? [gridT('cellsWrong', { count: wrong })] : []),
          ...(left > 0 ? [gridT('rowsLeft', { count: left })] : []),
        ].join(gridT('comma')),
      );
    });

  /** Does a step backwards; what others changed since stays, and is said with who did it. */
  const take = async (step: Step): Promise<Step> => {
    const now = new Map<string, RecordData>();
    for (let start = 0; start < step.length; start += ASKED) {
      const ids = step.slice(start, start + ASKED).map(({ id }) => id);
      const fields = [...new Set(step.flatMap(({ after }) => Object.keys(after)))];
      const { records } = await client.call('queryRecords', {
        params: formParams(workspace, form.ref),
        body: { filter: { in: [{ var: '_id' }, ids] }, fields, limit: ids.length, total: 'none' },
      });
      for (const record of records) now.set(record.id, record);
    }
    const others = new Set<string>();
    const writes: Write[] = [];
    let gone = 0;
    for (const { id, before, after } of step) {
      const record = now.get(id);
      if (!record) gone++;
      else if (Object.keys(after).every((key) => sameValue(record.values[key], after[key])))
        writes.push({ record, set: before as Write['set'] });
      else others.add(nameOf(record.meta.updatedBy));
    }
    const { saved, refused } = await writeAll(writes);
    const kept = new Set(saved.map(({ record }) => record.id));
    const lost = step.length - kept.size - gone - refused.length;
    if (lost > 0) toast.error(gridT('undoConflict', { count: lost, names: [...others].join(gridT('and')) }));
    if (gone > 0) toast.error(gridT('undoGone', { count: gone }));
    if (refused.length > 0) toast.error(gridT('undoRefused', { count: refused.length }));
    return step.filter(({ id }) => kept.has(id));
  };
  const undo = () =>
    alone(async () => {
      const last = past.done.at(-1);
      if (!last) return say(gridT('nothingToUndo'));
      const kept = await take(last);
      setPast((before) => stepBack(before, kept));
      say(gridT('undone', { count: kept.length }));
    });
  const redo = () =>
    alone(async () => {
      const last = past.undone.at(-1);
      if (!last) return say(gridT('nothingToRedo'));
      const kept = await take(reversed(last));
      setPast((before) => stepForward(before, reversed(kept)));
      say(gridT('redone', { count: kept.length }));
    });

  return {
    errors,
    commit,
    apply,
    undo,
    redo,
    canUndo: past.done.length > 0,
    canRedo: past.undone.length > 0,
    said,
    say,
    progress,
  };
}
