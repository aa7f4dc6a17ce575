import { useIssueText } from '@trellis/forms/react';
import { ApiError, useToast } from '@trellis/ui/react';
import { useCallback } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useOptimisticEdit } from '../data/use-edit.tsx';
import { type Entry, isDated, type Undated } from './entries.tsx';
import { useTimeT } from './messages.ts';
import { type Span, type TimeFields, valuesOf } from './span.ts';
import { useTimeText } from './text.ts';

/** Puts a record at another time; `more` are values that change with it, as the row of a timeline does. */
export type Reschedule = (
  entry: Entry | Undated,
  next: Span,
  more?: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** Moves are on the screen at once, can be taken back, and go back by themselves with the reason when refused. */
export function useReschedule(info: FormInfo, fields: TimeFields | undefined, tz: string): Reschedule {
  const t = useTimeT();
  const text = useTimeText();
  const toast = useToast();
  const issueText = useIssueText(info.form);
  const edit = useOptimisticEdit(info.form.ref);
  return useCallback(
    async (entry, next, more = {}) => {
      if (!fields) return;
      const dated = isDated(entry) ? entry : undefined;
      const had = { end: dated?.ends ?? false };
      const { record } = entry;
      const set = { ...valuesOf(next, dated?.span, fields, tz, had), ...more };
      const changed = Object.keys(set);
      if (changed.length === 0) return;
      const before = Object.fromEntries(changed.map((key) => [key, record.values[key] ?? null]));
      try {
        const saved = await edit(record, set);
        toast.undo(t('moved', { title: entry.title, time: text.span(next) }), async () => {
          await edit(saved, before);
          toast.success(t('undone'));
        });
      } catch (error) {
        const issue = error instanceof ApiError ? error.issues[0] : undefined;
        toast.error(issue ? `${t('notMoved')} · ${issueText(issue)}` : error);
      }
    },
    [edit, fields, issueText, t, text, toast, tz],
  );
}
