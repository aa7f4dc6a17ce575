import { useFormServices } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import type { OptionColor } from '@trellis/metadata';
import { type Refs, useLocale } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { columnOf } from '../data/columns.ts';
import { useTimeT } from './messages.ts';

/** Records with the same value in a field. */
export interface TimeGroup {
  /** Null: records without a value. */
  readonly key: string | null;
  readonly name: string;
  readonly count: number;
  readonly color?: OptionColor | undefined;
}

/** Records of a group alone. */
export const inGroup = (field: string, key: string | null): Expr =>
  key === null ? { is_empty: [{ var: field }] } : { '==': [{ var: field }, valueOfKey(key)] };

/** Yes and no travel as texts. */
const valueOfKey = (key: string): string | boolean => (key === 'true' ? true : key === 'false' ? false : key);

/** The id of a group as attributes carry it; no key is like the one of the group without a value. */
const NONE = '-none-';
export const groupId = (key: string | null): string => key ?? NONE;
export const keyOfGroup = (id: string): string | null => (id === NONE ? null : id);

/**
 * Groups as people know them: options in their order, also those that nobody has; members and records by name; what has
 * no value at the end.
 */
export function useTimeGroups(
  info: FormInfo,
  by: string | undefined,
  data:
    | { readonly groups: readonly { keys: readonly (string | null)[]; count: number }[]; readonly refs: Refs }
    | undefined,
): readonly TimeGroup[] {
  const t = useTimeT();
  const { text, locale } = useLocale();
  const { members } = useFormServices();
  return useMemo(() => {
    const column = by === undefined ? undefined : columnOf(info.form, by);
    if (!column || !data) return [];
    const counts = new Map(data.groups.map(({ keys, count }) => [keys[0] ?? null, count]));
    const options = column.field?.type.options?.(column.field.config) ?? [];
    const named = options
      .filter(({ key, retired }) => !retired || counts.has(key))
      .map((option): TimeGroup => {
        const count = counts.get(option.key) ?? 0;
        counts.delete(option.key);
        return { key: option.key, name: text(option.label), count, color: option.color };
      });
    const none = counts.get(null);
    counts.delete(null);
    const others = [...counts].map(([key, count]): TimeGroup => {
      const known =
        key === null ? undefined : (data.refs[key]?.title ?? members.find((m) => m.id === key)?.name);
      return { key, count, name: known ?? String(key) };
    });
    others.sort((a, b) => a.name.localeCompare(b.name, locale));
    return [...named, ...others, ...(none ? [{ key: null, name: t('noValue'), count: none }] : [])];
  }, [info, by, data, text, locale, members, t]);
}
