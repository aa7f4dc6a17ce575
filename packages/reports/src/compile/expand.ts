import { fieldLabel } from '@trellis/forms/model';
import type { Locale, LocalText } from '@trellis/metadata';
import type {
  Expanded,
  ExpandedDimension,
  Order,
  Resolved,
  ResolvedDimension,
  ResolvedMeasure,
} from './types.ts';

const DEFAULT_LIMIT = 1_000;

/**
 * Writes out what the author left to us: labels, limit, order, and which groups are shown although nothing is in
 * them (options in their own order, a line of dates without gaps).
 */
export function expand(query: Resolved): Expanded {
  const { order: asked, limit = DEFAULT_LIMIT, ...rest } = query;
  return {
    ...rest,
    dimensions: query.dimensions.map((dimension) => expandDimension(query, dimension)),
    measures: query.measures.map((measure) => ({ ...measure, label: measureLabel(query, measure) })),
    order: orderOf(query, asked),
    limit,
  };
}

function expandDimension(query: Resolved, dimension: ResolvedDimension): ExpandedDimension {
  const { field } = dimension.place;
  const options = field?.type.options?.(field.config);
  return {
    ...dimension,
    label: dimension.label ?? pathLabel(query, dimension.path),
    ...(options ? { options } : {}),
    // Whoever ranks groups wants those that are there.
    fill: options
      ? !query.order?.length
      : dimension.bucket !== undefined && (query.order?.[0]?.by ?? dimension.key) === dimension.key,
  };
}

const COUNT: LocalText = { zh: '数量', en: 'Count' };

const measureLabel = (query: Resolved, { label, path }: ResolvedMeasure): LocalText =>
  label ?? (path === undefined ? COUNT : pathLabel(query, path));

/** "客户 · 行业": what people call the fields on a path. */
function pathLabel({ access, joins }: Resolved, path: string): LocalText {
  const steps = path.split('.');
  const forms = steps.map((_, index) => {
    const before = steps.slice(0, index).join('.');
    return joins.find((join) => join.path === before)?.access.form ?? access.form;
  });
  const inLocale = (locale: Locale) =>
    steps.map((step, index) => fieldLabel(forms[index] ?? access.form, step, locale)).join(' · ');
  return { zh: inLocale('zh'), en: inLocale('en') };
}

/** The wanted order, then the dimensions, so that the same groups always come in the same order. */
function orderOf(query: Resolved, asked: Resolved['order']): Order[] {
  const order = asked?.length ? asked.map(({ by, dir }) => named(query, by, dir)) : usual(query);
  const missing = query.dimensions
    .map((_, index): Order => ({ of: 'dimension', index, dir: 'asc' }))
    .filter(({ index }) => !order.some((known) => known.of === 'dimension' && known.index === index));
  return [...order, ...missing];
}

function named(query: Resolved, by: string, dir: 'asc' | 'desc'): Order {
  const dimension = query.dimensions.findIndex(({ key }) => key === by);
  if (dimension >= 0) return { of: 'dimension', index: dimension, dir };
  return { of: 'measure', index: query.measures.findIndex(({ key }) => key === by), dir };
}

/** Time and options in their own order; names by size, largest first. */
function usual({ dimensions }: Resolved): Order[] {
  const ordered = dimensions.flatMap(({ place }, index): Order[] =>
    place.type.kind === 'text' || place.type.kind === 'ref' ? [] : [{ of: 'dimension', index, dir: 'asc' }],
  );
  const bySize: Order[] =
    ordered.length < dimensions.length ? [{ of: 'measure', index: 0, dir: 'desc' }] : [];
  return [...ordered, ...bySize];
}
