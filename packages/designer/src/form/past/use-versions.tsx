import { type CompiledForm, changeWords, compileForm, normaliseForm } from '@trellis/forms/model';
import { diffForm, type FormDocument } from '@trellis/metadata';
import { useLocale, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { useDesign } from '../design.tsx';
import type { ToldChange } from './changes.tsx';

/** A document as a form; undefined where it has a type that is no more. */
export function readVersion(ref: string, document: unknown): CompiledForm | undefined {
  try {
    return compileForm(ref, normaliseForm(document as FormDocument));
  } catch {
    return undefined;
  }
}

/** What would change in the draft if it became another document. */
export function useDraftChanges(to: CompiledForm | undefined): readonly ToldChange[] {
  const { form } = useDesign();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  return useMemo(() => {
    const before = readVersion(form.ref, form.document);
    if (!before || !to) return [];
    return diffForm(before.document, to.document).map((change) => ({
      ...changeWords({ before, after: to }, change, { locale, tz }),
      risky: change.risky,
    }));
  }, [form, to, locale, tz]);
}
