import { useEnv } from '@trellis/forms/react';
import { check, type Row, references, test } from '@trellis/logic';
import { type ColorRule, SYSTEM_FIELDS, type SystemField, type ViewDocument } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { systemValue } from './system-cell.tsx';

/** The colours of a view. */
export interface RecordColors {
  /** The rules whose conditions a record meets, the most important first. */
  of(record: RecordData): readonly ColorRule[];
  /** Fields that the conditions read; a list that is coloured needs their values. */
  readonly fields: readonly string[];
}

/** Works out the colours that a view gives its records. Conditions that can't be read any more give none. */
export function useRecordColors(info: FormInfo, view: ViewDocument): RecordColors {
  const env = useEnv();
  const { form } = info;
  const { colors } = view;
  return useMemo(() => {
    const scope = { form: form.scopeForm, formOf: () => undefined };
    const rules = (colors ?? []).flatMap((rule) => {
      const checked = check(rule.when, scope, { root: 'condition' });
      return checked.ok ? [{ rule, condition: checked.value }] : [];
    });
    const read = rules.flatMap(({ rule }) => references(rule.when)).map((path) => path.split('.')[0] ?? path);
    return {
      fields: [...new Set(read)].filter((key) => form.fields.has(key)),
      of(record) {
        if (rules.length === 0) return [];
        const row = rowOf(record);
        const now = env();
        return rules.flatMap(({ rule, condition }) => (test(condition, row, now) ? [rule] : []));
      },
    };
  }, [form, colors, env]);
}

/** A record as conditions see it. */
const rowOf = (record: RecordData): Row => ({
  ...(record.values as Row),
  ...Object.fromEntries(
    Object.keys(SYSTEM_FIELDS).map((key) => [key, systemValue(record, key as SystemField)]),
  ),
});
