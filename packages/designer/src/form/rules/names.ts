import type { CompiledForm } from '@trellis/forms/model';
import type { FormDocument, OptionDef } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useDesign } from '../design.tsx';
import { type FlatSection, sectionsOf, spread } from '../layout.ts';
import { useT } from './messages.ts';

/** The sections and tabs of a form, in reading order. */
export const sectionsIn = (document: FormDocument): readonly FlatSection[] => [
  ...sectionsOf(spread(document)).values(),
];

/** The options that a field offers. */
export function optionsOf(form: CompiledForm, key: string): readonly OptionDef[] {
  const field = form.fields.get(key);
  return field?.type.options?.(field.config) ?? [];
}

/** What people call the parts of the form that is being designed. */
export function useNames() {
  const t = useT();
  const { text } = useLocale();
  const { document, form } = useDesign();
  const sections = sectionsIn(document);
  return {
    field: (key: string) => {
      const field = form.fields.get(key) ?? form.displays.get(key);
      return field ? text(field.meta.label) : key;
    },
    section: (key: string) => {
      const label = sections.find((one) => one.key === key)?.label;
      return label ? text(label) : t('untitled');
    },
    option: (field: string, key: string) => {
      const option = optionsOf(form, field).find((one) => one.key === key);
      return option ? text(option.label) : key;
    },
  };
}
