import { useLocale, useToast } from '@trellis/ui/react';
import { useDesign } from '../design.tsx';
import { useT } from '../many/messages.ts';
import { columnRefusal, columnToField, fieldToColumn } from './transfer.ts';

/** Takes a field of the form into a sub-form, and says what becomes of its data. */
export function useIntoRows(): (key: string, rows: string) => void {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { document, published, store, run, selectField } = useDesign();
  return (key, rows) => {
    const [field, into] = [document.properties[key], document.properties[rows]];
    if (!field || !into) return;
    const names = { field: text(field.trellis.label), rows: text(into.trellis.label) };
    const refusal = columnRefusal(document, key, rows);
    const command = fieldToColumn(document, key, rows);
    if (!command) {
      toast.error(new Error(t(refusal === 'title' ? 'titleNoColumn' : 'typeNoColumn', names)));
      return;
    }
    run(command);
    selectField(rows);
    const kept = published !== null && Object.hasOwn(published.properties, key);
    toast.undo(t(kept ? 'becameColumnKept' : 'becameColumn', names), () => store.undoTo(command.label));
  };
}

/** Takes a column of a sub-form out into the form; undefined where it has to stay. */
export function useOutOfRows(rows: string, column: string): (() => void) | undefined {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { document, form, published, removed, store, run, selectField } = useDesign();
  const past = [...removed.keys(), ...Object.keys(published?.properties ?? {})];
  const out = columnToField(document, rows, column, past);
  if (!out) return undefined;
  const label = form.fields.get(rows)?.owned?.fields.get(column)?.meta.label ?? { zh: column };
  const before = published?.properties[rows];
  return () => {
    run(out.command);
    selectField(out.key);
    toast.undo(t(before ? 'movedOutKept' : 'movedOut', { field: text(label) }), () =>
      store.undoTo(out.command.label),
    );
  };
}
