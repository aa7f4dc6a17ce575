import { derivedOf, type RowValue } from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { type Access, accessTo } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { addRefs, addRowRefs } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { LinkedValues, LinkedValuesInput } from '../types.ts';
import { recordAtHand, rowAtHand } from './at-hand.ts';
import { behindRows } from './derive-rows.ts';
import type { Known } from './record-values.ts';
import { derive } from './sources.ts';

type Want = LinkedValuesInput['want'][number];
type Targets = Map<string, Set<string>>;

/**
 * Values that follow from other records, for a record that is being filled in and for its rows: what a choice fills in,
 * linked defaults. Each finds those before it. What can't be worked out, or may not be seen, is null.
 * Errors: form_not_found, record_not_found, query_invalid.
 */
export async function linkedValues(ctx: Ctx, ref: string, input: LinkedValuesInput): Promise<LinkedValues> {
  const access = accessTo(ctx, ref);
  const data: Row = await recordAtHand(ctx, access, input);
  const targets: Targets = new Map();
  const ofRecord = input.want.filter((one) => one.in === undefined);
  const failed: NonNullable<LinkedValues['failed']> = {};
  const values = await valuesOf(
    ctx,
    access,
    data,
    ofRecord,
    targets,
    undefined,
    (field, { code, params }) => {
      failed[field] = { code, ...(params ? { params: { ...params } } : {}) };
    },
  );
  // Rows are asked about as they are on the screen, whatever may take their place.
  const followed = Object.fromEntries(Object.entries(values).filter(([key]) => !access.owned.has(key)));
  const rows = await valuesOfRows(ctx, access, { ...data, ...followed }, input.want, targets);
  return {
    values,
    ...(rows ? { rows } : {}),
    ...(Object.keys(failed).length > 0 ? { failed } : {}),
    refs: await referenceTitles(ctx, targets),
  };
}

async function valuesOfRows(
  ctx: Ctx,
  access: Access,
  record: Row,
  want: readonly Want[],
  targets: Targets,
): Promise<NonNullable<LinkedValues['rows']> | undefined> {
  const wanted = new Map<string, Map<string, Want[]>>();
  for (const one of want) {
    if (!one.in) continue;
    const byRow = wanted.get(one.in.field) ?? new Map<string, Want[]>();
    wanted.set(one.in.field, byRow);
    byRow.set(one.in.row, [...(byRow.get(one.in.row) ?? []), one]);
  }
  if (wanted.size === 0) return undefined;
  const found: Record<string, Record<string, Record<string, Value>>> = {};
  for (const [field, byRow] of wanted) {
    const rows = [...byRow].map(([row, ofRow]) => ({
      row,
      ofRow,
      ...rowAtHand(access, record, { field, row }),
    }));
    const [first] = rows;
    if (!first) continue;
    const drafts = rows.map(({ data }) => ({ given: data as RowValue, stored: undefined }));
    const known = await behindRows(ctx, first.access, drafts);
    found[field] = {};
    for (const { row, ofRow, data, access: inRows } of rows)
      found[field][row] = await valuesOf(ctx, inRows, data, ofRow, targets, known);
  }
  return found;
}

async function valuesOf(
  ctx: Ctx,
  access: Access,
  record: Row,
  want: readonly Want[],
  targets: Targets,
  known?: Known,
  failed?: (field: string, issue: Issue) => void,
): Promise<Record<string, Value>> {
  let data = record;
  const values: Record<string, Value> = {};
  for (const derived of derivedOf(access.form)) {
    const { field, by, source } = derived;
    const wanted = want.some((one) => one.field === field && one.by === by);
    if (!wanted || source.kind === 'expr' || !access.visible.has(field)) continue;
    const value = await derive(ctx, access, data, derived, known, (issue) => failed?.(field, issue));
    values[field] = value;
    data = { ...data, [field]: value };
    addRefs(targets, access.form.fields.get(field)?.target, value);
  }
  addRowRefs(targets, access.form, values);
  return values;
}
