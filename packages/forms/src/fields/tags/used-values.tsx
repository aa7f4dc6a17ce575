import { useEffect, useState } from 'react';
import type { CompiledField } from '../../form/compile.ts';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { useFormServices } from '../../widgets/services.tsx';

/** Milliseconds of rest after a keystroke before the used values are asked for. */
const REST = 200;

/** Values of a field that other records have and that hold a text; empty until `asked`, and where nobody can tell. */
export function useUsedValues(field: CompiledField, text: string, asked: boolean): readonly string[] {
  const { usedValues } = useFormServices();
  // Rows of other records are not looked into.
  const form = useRecordPart((record) => (record.row ? undefined : record.form.ref));
  const [found, setFound] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!asked || !usedValues || form === undefined) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      usedValues(form, field.key, text, controller.signal).then(setFound, () => {
        // Without suggestions one types the tag: no reason to stop anybody.
        if (!controller.signal.aborted) setFound([]);
      });
    }, REST);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, usedValues, form, field.key, text]);
  return found;
}
