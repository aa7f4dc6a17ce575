import { useIssueText } from '@trellis/forms/react';
import { ApiError, useToast } from '@trellis/ui/react';
import { useCallback } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useOptimisticEdit } from '../data/use-edit.tsx';
import { type Entry, isDated, readValue, type Undated } from './entries.tsx';
import { useTimeT } from './messages.ts';
import { type Span, type TimeFields, valuesOf } from './span.ts';
import { useTimeText } from './text.ts';

/** What changes with the time of a record, as the row of a timeline does. */
interface Along {
  readonly set: Readonly<Record<string, unknown>>;
  /** What the record stands at then, to say it. */
  readonly name: string;
}

/** Puts a record at another time, and elsewhere with it. */
export type Reschedule = (entry: Entry | Undated, next: Span, along?: Along) => Promise<void>;

/** Moves are on the screen at once, can be taken back, and go back by themselves with the reason when refused. */
export function useReschedule(info: FormInfo, fields: TimeFields | undefined, tz: string): Reschedule {
  const t = useTimeT();
  const text = useTimeText();
  const toast = useToast();
  const issueText = useIssueText(info.form);
  const edit = useOptimisticEdit(info.form.ref);
  return useCallback(
    async (entry, next, along) => {
      if (!fields) return;
      const dated = isDated(entry) ? entry : undefined;
      const had = { end: dated?.ends ?? false };
      const { record } = entry;
      const set = { ...valuesOf(next, dated?.span, fields, tz, had), ...along?.set };
      const changed = Object.keys(set);
      if (changed.length === 0) return;
      const before = Object.fromEntries(changed.map((key) => [key, readValue(record, key) ?? null]));
      try {
        const saved = await edit(record, set);
        const place = along ? `${along.name} · ${text.span(next)}` : text.span(next);
        toast.undo(t('moved', { title: entry.title, place }), async () => {
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
