import type { FormDocument } from '@trellis/metadata';
import { useLocale, useToast } from '@trellis/ui/react';
import type { DocumentStore } from '../../core/history.ts';
import { addField, type FormCommand } from '../commands.ts';
import type { Design } from '../design.tsx';
import { focusPart } from '../frame/focus.ts';
import { spread } from '../layout.ts';
import { useT as useFormT } from '../messages.ts';
import { addNote } from '../section-commands.ts';
import { namesOf } from '../selection.ts';
import { itemsNamed, removeItems, together } from './commands.ts';
import { useT } from './messages.ts';

/** Takes fields and notes out, says what becomes of their data, and offers to bring them back. */
export function useRemoval({
  store,
  document,
  published,
  run,
  pick,
  selectMany,
}: {
  readonly store: DocumentStore<FormDocument>;
  readonly document: FormDocument;
  readonly published: FormDocument | null;
  readonly run: (command: FormCommand) => void;
} & Pick<Design, 'pick' | 'selectMany'>): (names: readonly string[]) => void {
  const t = useT();
  const form = useFormT();
  const { text } = useLocale();
  const toast = useToast();
  return (names) => {
    const before = document;
    const { titleField } = before.trellis;
    const gone = itemsNamed(spread(before), names).filter(
      (item) => item.kind !== 'field' || item.field !== titleField,
    );
    if (names.includes(titleField)) toast.success(t('titleStays'));
    if (gone.length === 0) return;
    const command = removeItems(before, names);
    run(command);
    // Keys go on from there where what had the focus is gone, or a question about it is closing.
    const next = neighbourOf(before, names);
    if (next !== undefined) focusPart(next, '[role="dialog"]');
    const kept = gone.some(
      (item) => item.kind === 'field' && published && Object.hasOwn(published.properties, item.field),
    );
    const [only] = gone;
    const label = only?.kind === 'field' ? before.properties[only.field]?.trellis.label : undefined;
    const said =
      gone.length === 1 && label
        ? form(kept ? 'removedKept' : 'removed', { field: text(label) })
        : t(kept ? 'removedKept' : 'removedMany', { count: gone.length });
    toast.undo(said, () => {
      // Later steps stay: what was deleted comes back, not the whole form.
      const now = store.read().document;
      if (JSON.stringify(now) === JSON.stringify(command.apply(before))) store.undo();
      else {
        const back = gone.flatMap((item) => {
          if (item.kind !== 'field') return [addNote(item, { end: true })];
          const field = before.properties[item.field];
          return field ? [addField(item.field, field, { end: true })] : [];
        });
        run(together({ zh: `恢复 ${gone.length} 项`, en: `Restore ${gone.length} things` }, back));
      }
      if (gone.length === 1 && names[0] !== undefined) pick(names[0], 'alone');
      else selectMany(names);
    });
  };
}

/** What stands where these stood: the next thing that stays, or else the one before. */
function neighbourOf(document: FormDocument, names: readonly string[]): string | undefined {
  const all = namesOf(document);
  const stays = (name: string) => !names.includes(name);
  const last = all.findLastIndex((name) => !stays(name));
  return all.slice(last + 1).find(stays) ?? all.findLast(stays);
}
