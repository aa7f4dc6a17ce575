import {
  behaviourState,
  type CompiledForm,
  type Effect,
  judgeRecord,
  validateRecord,
} from '@trellis/forms/model';
import type { Env, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { scoped } from '../access/scoped.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { readPage } from '../query/page.ts';
import { DEFAULT_SORT } from '../query/sort.ts';
import type { RecordBody } from '../types.ts';

/** Newest records that are looked at; an administrator waits for it. */
const MOST = 10_000;
const BATCH = 500;
/** Records that are named. */
export const NAMED = 50;

export interface Touched {
  readonly count: number;
  /** The first of them. */
  readonly records: readonly RecordBody[];
}

/** Looks at records one by one, as the new form would. `all`: there were no more than were looked at. */
export async function scanRecords(
  ctx: Ctx,
  before: CatalogForm,
  after: CompiledForm,
  effects: readonly Effect[],
): Promise<{ readonly found: ReadonlyMap<Effect, Touched>; readonly all: boolean }> {
  const scope = scoped(ctx, before.ref, 'view');
  const env = envOf(ctx);
  const found = new Map(effects.map((effect) => [effect, { count: 0, records: [] as RecordBody[] }]));
  let position: string | undefined;
  for (let seen = 0; seen < MOST; seen += BATCH) {
    const { records, next } = await readPage(scope, {
      where: [],
      fields: undefined,
      sort: DEFAULT_SORT,
      limit: BATCH,
      after: position,
    });
    for (const record of records) {
      const values = valuesUnder(after, record);
      const issues = faultsOf(after, record, env);
      for (const [effect, touched] of found) {
        // What is gone is not among the values of the new form.
        if (!effect.touches({ ...record.values, ...values } as typeof values, issues)) continue;
        touched.count++;
        if (touched.records.length < NAMED) touched.records.push(record);
      }
    }
    if (next === null) return { found, all: true };
    position = next;
  }
  return { found, all: false };
}

/** What a form would find wrong with a record of an earlier version of it. */
export function faultsOf(form: CompiledForm, record: RecordBody, env: Env): readonly Issue[] {
  const values = valuesUnder(form, record);
  const { meta } = record;
  const system = {
    _id: record.id,
    _created_at: meta.createdAt,
    _created_by: meta.createdBy,
    _updated_at: meta.updatedAt,
    _updated_by: meta.updatedBy,
    _owner_id: meta.owner,
    _department_id: meta.department,
  };
  const state = behaviourState(form, { ...system, ...values }, env);
  return [...validateRecord(form, values, state), ...judgeRecord(form, values, state, env)];
}

function valuesUnder(form: CompiledForm, { values }: RecordBody): { [field: string]: Value } {
  return Object.fromEntries([...form.fields.keys()].map((key) => [key, (values[key] ?? null) as Value]));
}
