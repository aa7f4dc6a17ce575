import type { OptionColor } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';

/** The colour that a record takes from the option that a field holds. */
export function useOptionColor(
  info: FormInfo,
  key: string | undefined,
): (record: RecordData) => OptionColor | undefined {
  const field = key === undefined ? undefined : info.form.fields.get(key);
  return useMemo(() => {
    const colors = new Map(field?.type.options?.(field.config)?.map((one) => [one.key, one.color]));
    return (record) => (field ? (colors.get(String(record.values[field.key])) ?? 'gray') : undefined);
  }, [field]);
}
