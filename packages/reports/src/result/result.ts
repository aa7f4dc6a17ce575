import { divDecimal, type Expr, normalizeDecimal, type Value } from '@trellis/logic';
import type { Bucket, Contract, MeasureOp, ReplyOf, ReportDocument } from '@trellis/metadata';
import { type Ctx, titleText } from '@trellis/records/server';
import { columns } from '../compile/lower.ts';
import type { Compiled, ExpandedDimension, ExpandedMeasure, Plan, Recipe } from '../compile/types.ts';
import { allOf, valueConditions } from './drill.ts';
import { fillBuckets, fillGroups, type Group } from './fill.ts';
import { valueLabel } from './labels.ts';
import { askedRange } from './range.ts';

export type ReportResult = ReplyOf<Contract['runReport']>;

/** What the driver gives for a group. */
export type GroupRow = Readonly<Record<string, unknown>>;

/** The answer of a report from the rows of its statement: groups that are not there added, everything labelled. */
export function resultOf(
  ctx: Ctx,
  report: ReportDocument,
  { plan, titles }: Compiled,
  rows: readonly GroupRow[],
): ReportResult {
  const { query } = plan;
  const { tz } = query.fact.reading.env;
  const truncated = rows.length > query.limit;
  const kept = rows.slice(0, query.limit);
  const groups = kept.map((row) => groupOf(plan, row));
  const names = titlesIn(ctx, titles, kept);
  const filled = truncated
    ? groups
    : fillGroups(groups, domainsOf(report, plan, groups), nothing(query.measures));
  return {
    dimensions: query.dimensions.map(describeDimension),
    measures: query.measures.map(describeMeasure),
    rows: filled.map(({ dims, values }) => ({
      dims: [...dims],
      labels: query.dimensions.map((dimension, index) => {
        const value = dims[index] ?? null;
        return { ...valueLabel(dimension, value, value === null ? undefined : names[index]?.get(value), tz) };
      }),
      values: [...values],
      drill: drillOf(report, query.dimensions, dims, tz),
    })),
    totals: query.measures.map((measure, index) => totalOf(measure, plan, index, rows[0])),
    truncated,
  };
}

function groupOf({ query, recipes }: Plan, row: GroupRow): Group {
  return {
    dims: query.dimensions.map((dimension, index) => dimText(dimension, row[columns.dimension(index)])),
    values: query.measures.map((measure, index) =>
      measureValue(measure, recipes[index], (part) => row[columns.part(part)]),
    ),
  };
}

function dimText({ place }: ExpandedDimension, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return place.type.kind === 'number' ? normalizeDecimal(String(value)) : String(value);
}

/** A measure of its parts; `read` gives what the statement has for one. */
function measureValue(
  { place, op }: ExpandedMeasure,
  recipe: Recipe | undefined,
  read: (part: number) => unknown,
): string | null {
  if (!recipe) throw new Error('a measure without a recipe');
  if (recipe.is === 'ratio') {
    const [of, by] = [String(read(recipe.of)), String(read(recipe.by))];
    return divDecimal(of, by);
  }
  const value = read(recipe.part);
  if (value === null || value === undefined) return null;
  const isNumber = !KEEPS_KIND.has(op) || place?.type.kind === 'number';
  return isNumber ? normalizeDecimal(String(value)) : String(value);
}

/** The smallest and largest value is one of the field's own; all else is a number. */
const KEEPS_KIND: ReadonlySet<MeasureOp> = new Set(['min', 'max']);
/** What is 0 where there is nothing; the others have no value there. */
const ZERO: ReadonlySet<MeasureOp> = new Set(['count', 'sum', 'count_distinct']);

const nothing = (measures: readonly ExpandedMeasure[]): Group['values'] =>
  measures.map(({ op }) => (ZERO.has(op) ? '0' : null));

/** Over all groups, also those beyond the limit; null where groups can't be added up. */
function totalOf(
  measure: ExpandedMeasure,
  { recipes, parts }: Plan,
  index: number,
  first?: GroupRow,
): string | null {
  const recipe = recipes[index];
  const used = recipe?.is === 'ratio' ? [recipe.of, recipe.by] : recipe ? [recipe.part] : [];
  if (used.some((part) => parts[part]?.rollup === undefined)) return null;
  if (!first) return ZERO.has(measure.op) ? '0' : null;
  return measureValue(measure, recipe, (part) => first[columns.total(part)]);
}

/** By dimension with ids: what a person calls each of them. */
function titlesIn(ctx: Ctx, titles: Compiled['titles'], rows: readonly GroupRow[]) {
  return titles.map((title, index) => {
    if (!title) return undefined;
    return new Map(
      rows.map((row) => [
        String(row[columns.dimension(index)]),
        titleText(ctx, title.field, (row[columns.title(index)] ?? null) as Value),
      ]),
    );
  });
}

/** The values that a dimension has even where there are no records. */
function domainsOf(
  report: ReportDocument,
  { query }: Plan,
  groups: readonly Group[],
): (readonly string[] | undefined)[] {
  return query.dimensions.map((dimension, index) => {
    if (!dimension.fill) return undefined;
    const present = groups.flatMap(({ dims }) => dims[index] ?? []);
    if (dimension.options)
      return dimension.options
        .filter(({ key, retired }) => !retired || present.includes(key))
        .map(({ key }) => key);
    if (dimension.bucket === undefined) return undefined;
    const buckets = bucketsOf(report, dimension, dimension.bucket, query, present);
    const [order] = query.order;
    return order?.dir === 'desc' ? buckets.reverse() : buckets;
  });
}

function bucketsOf(
  { filter }: ReportDocument,
  { path, place }: ExpandedDimension,
  bucket: Bucket,
  { access, fact }: Plan['query'],
  present: readonly string[],
): string[] {
  const by = { path, kind: place.type.kind, bucket };
  return fillBuckets(present, bucket, askedRange(filter, by, access.scope, fact.reading.env));
}

function drillOf(
  { filter }: ReportDocument,
  dimensions: readonly ExpandedDimension[],
  dims: Group['dims'],
  tz: string,
): Expr | null {
  const values = dimensions.flatMap(({ path, place, bucket }, index) =>
    valueConditions(
      { path, emptyPath: place.path, kind: place.type.kind, ...(bucket ? { bucket } : {}) },
      dims[index] ?? null,
      tz,
    ),
  );
  return allOf(filter === undefined ? values : [filter, ...values]);
}

function describeDimension({
  key,
  place,
  label,
  bucket,
  options,
}: ExpandedDimension): ReportResult['dimensions'][number] {
  const offered = options?.filter(({ retired }) => !retired);
  return {
    key,
    kind: place.type.kind,
    label: { ...label },
    ...(bucket ? { bucket } : {}),
    ...(offered
      ? { options: offered.map(({ key: option, color }) => ({ key: option, ...(color ? { color } : {}) })) }
      : {}),
  };
}

function describeMeasure({ key, op, place, label }: ExpandedMeasure): ReportResult['measures'][number] {
  const field = place?.field;
  const unit = op === 'count' || op === 'count_distinct' ? undefined : field?.type.unit?.(field.config);
  return {
    key,
    kind: KEEPS_KIND.has(op) && place ? place.type.kind : 'number',
    label: { ...label },
    ...(unit ? { unit: unit.kind === 'text' ? { ...unit, text: { ...unit.text } } : { ...unit } } : {}),
  };
}
