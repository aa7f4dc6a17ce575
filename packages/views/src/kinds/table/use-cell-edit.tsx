import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { useIssueText } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { ApiError, type RecordData } from '@trellis/ui/react';
import { useCallback, useState } from 'react';
import { useOptimisticEdit } from '../../data/use-edit.tsx';
import { useT } from '../../messages.ts';
import { sameValue } from '../../record/merge.ts';

/** A change of a cell that was not taken: why, and what had been typed. */
export interface CellError {
  readonly message: string;
  readonly typed: Value;
}

export const cellKey = (id: string, field: string): string => `${id}/${field}`;

/** Saves single cells; keeps what went wrong at its cell until the next try. */
export function useCellEdit(form: CompiledForm) {
  const t = useT();
  const issueText = useIssueText(form);
  const edit = useOptimisticEdit(form.ref);
  const [errors, setErrors] = useState<ReadonlyMap<string, CellError>>(new Map());

  const note = useCallback((key: string, error: CellError | undefined) => {
    setErrors((before) => {
      if (!error && !before.has(key)) return before;
      const next = new Map(before);
      if (error) next.set(key, error);
      else next.delete(key);
      return next;
    });
  }, []);

  const commit = useCallback(
    async (record: RecordData, field: CompiledField, typed: Value) => {
      const key = cellKey(record.id, field.key);
      const read = field.type.normalise(typed, field.config);
      if (!read.ok) {
        const [issue] = read.issues;
        note(key, { message: issue ? issueText({ ...issue, path: [field.key] }) : t('saveFailed'), typed });
        return;
      }
      note(key, undefined);
      if (sameValue(record.values[field.key], read.value)) return;
      try {
        await edit(record, { [field.key]: read.value });
      } catch (error) {
        const known = error instanceof ApiError ? error : undefined;
        const issue = known?.issues[0];
        const message =
          known?.code === 'version_conflict'
            ? t('cellConflict')
            : ((issue ? issueText(issue) : known?.title) ?? t('saveFailed'));
        note(key, { message, typed });
      }
    },
    [edit, issueText, note, t],
  );
  const forget = useCallback((key: string) => note(key, undefined), [note]);
  return { errors, commit, forget };
}
