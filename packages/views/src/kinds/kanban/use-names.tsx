import { useFormServices, useTitle } from '@trellis/forms/react';
import type { KanbanConfig } from '@trellis/metadata';
import { type Refs, useLocale } from '@trellis/ui/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Dimension } from './dimension.ts';
import type { NamedLane } from './hands.tsx';
import { type Lane, laneId, limitOf } from './lanes.ts';
import { useBoardT } from './messages.ts';

/** What the values of a dimension are called. */
function useNameOf(refs: Refs): (dimension: Dimension, key: string | null) => string {
  const t = useBoardT();
  const { locale, text } = useLocale();
  const { tz } = useFormServices();
  const title = useTitle(refs);
  return ({ kind, field, options }, key) => {
    if (key === null) return t('noValue');
    const option = options?.find((one) => one.key === key);
    if (option) return text(option.label);
    if (kind === 'ref') return title(key) ?? t('unseen');
    return field && !options ? field.type.format(key, field.config, { locale, tz }) : key;
  };
}

/** Lanes with their names, sums in words, and what this member folded of them. */
export function useNamedLanes(info: FormInfo, config: KanbanConfig, refs: Refs) {
  const { locale } = useLocale();
  const { tz } = useFormServices();
  const nameOf = useNameOf(refs);
  const sum = config.sum === undefined ? undefined : info.form.fields.get(config.sum);
  return {
    nameOf,
    named: (
      dimension: Dimension,
      lanes: readonly Lane[],
      folded: ReadonlySet<string>,
      limits?: KanbanConfig['limits'],
    ): readonly NamedLane[] =>
      lanes.map((lane) => {
        const id = laneId(lane.key);
        return {
          ...lane,
          id,
          name: nameOf(dimension, lane.key),
          total: sum && lane.sum != null ? sum.type.format(lane.sum, sum.config, { locale, tz }) : undefined,
          limit: limitOf(limits, lane.key),
          folded: folded.has(id),
        };
      }),
  };
}
