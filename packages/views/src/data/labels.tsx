import type { CompiledForm } from '@trellis/forms/model';
import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { useCallback } from 'react';

/** The label of a field or system field of a form, in the language of the page. */
export function useFieldLabel(form: CompiledForm): (key: string) => string {
  const { locale } = useLocale();
  return useCallback((key) => fieldLabel(form, key, locale), [form, locale]);
}
