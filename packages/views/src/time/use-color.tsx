import type { OptionColor, ViewDocument } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { colorFields } from '../data/colors.ts';
import { useColors } from '../data/use-colors.tsx';

/**
 * The colour of a record along time: that of the view's first condition for whole records that it meets, else of the
 * option that a field holds. `fields`: what the conditions read.
 */
export function useTimeColor(
  info: FormInfo,
  view: ViewDocument,
  key: string | undefined,
): { readonly of: (record: RecordData) => OptionColor | undefined; readonly fields: readonly string[] } {
  const ruleOf = useColors(view, info.form);
  const field = key === undefined ? undefined : info.form.fields.get(key);
  return useMemo(() => {
    const colors = new Map(field?.type.options?.(field.config)?.map((one) => [one.key, one.color]));
    return {
      fields: colorFields(view, info.form),
      of(record) {
        const rule = ruleOf(record);
        if (rule && rule.on !== 'field') return rule.color;
        return field ? (colors.get(String(record.values[field.key])) ?? 'gray') : undefined;
      },
    };
  }, [field, info, ruleOf, view]);
}
