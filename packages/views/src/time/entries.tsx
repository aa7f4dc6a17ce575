import { isEmptyValue, useTextEnv } from '@trellis/forms/react';
import type { OptionColor } from '@trellis/metadata';
import type { RecordData, Refs } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { isSystemField } from '../data/columns.ts';
import { recordTitle } from '../data/record-title.ts';
import { systemValue } from '../data/system-cell.tsx';
import { useT } from '../messages.ts';
import { type Span, spanOf, type TimeFields } from './span.ts';

/** A record at its time. */
export interface Entry {
  readonly id: string;
  readonly record: RecordData;
  readonly refs: Refs;
  readonly title: string;
  readonly span: Span;
  /** Its end is given, and not taken for the start. */
  readonly ends: boolean;
  readonly color: OptionColor | undefined;
}

/** A record that has no time yet. */
export type Undated = Omit<Entry, 'span' | 'ends'>;

export const isDated = (entry: Entry | Undated): entry is Entry => 'span' in entry;

/** The value of a field or of a system field of a record. */
export const readValue = (record: RecordData, key: string): unknown =>
  isSystemField(key) ? systemValue(record, key) : record.values[key];

/** Reads records as entries: their time, name and colour. */
export function useEntryOf(
  info: FormInfo,
  fields: TimeFields | undefined,
  tz: string,
  colorOf: (record: RecordData) => OptionColor | undefined,
): (record: RecordData, refs: Refs) => Entry | Undated {
  const t = useT();
  const env = useTextEnv();
  return useMemo(() => {
    return (record, refs) => {
      const bare: Undated = {
        id: record.id,
        record,
        refs,
        title: recordTitle(info.form, record.values, env) ?? t('unnamed'),
        color: colorOf(record),
      };
      if (!fields) return bare;
      const { start, end } = fields;
      const values = {
        [start.key]: readValue(record, start.key),
        ...(end ? { [end.key]: readValue(record, end.key) } : {}),
      };
      const span = spanOf(values, fields, tz);
      return span ? { ...bare, span, ends: end !== undefined && !isEmptyValue(values[end.key]) } : bare;
    };
  }, [info, fields, tz, colorOf, env, t]);
}
