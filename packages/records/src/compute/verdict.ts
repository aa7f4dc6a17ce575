import type { PoolClient } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { envOf } from '../access/env.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { withRows } from '../owned/read.ts';
import { dataOf, type Image } from '../write/image.ts';
import { anyHeld, type HeldCheck, heldChecks } from './held.ts';
import { type Failure, HeldBack, heldBack, MOST_HELD, type Moved, ownIssue } from './held-back.ts';
import type { Written } from './recompute.ts';
import type { Found } from './store.ts';

type Values = Readonly<Record<string, Value>>;

/** Collects what a write moves elsewhere and judges the outcome. */
export interface Verdict {
  note(found: Found): void;
  /** Before the write is committed. Errors: validation_failed (`HeldBack`). */
  judge(): Promise<void>;
}

/**
 * The verdict of the checks that hold on all that follows from a write, taken on its outcome: values in between count
 * for nothing. What failed before may go on failing. Undefined where no check of the workspace holds.
 */
export function openVerdict(ctx: Ctx, client: PoolClient, cause: readonly Written[]): Verdict | undefined {
  if (!anyHeld(ctx.catalog)) return undefined;
  const moved = new Map<CatalogForm, Map<string, Moved>>();
  return {
    note({ form, changes }) {
      if (heldChecks(ctx.catalog, form.ref).length === 0) return;
      const records = moved.get(form) ?? new Map<string, Moved>();
      moved.set(form, records);
      for (const { id, values, before } of changes)
        records.set(id, { id, values, before: { ...before, ...records.get(id)?.before } });
    },
    async judge() {
      const failures: Failure[] = [];
      for (const [form, records] of moved)
        for (const held of heldChecks(ctx.catalog, form.ref))
          failures.push(...(await turned(ctx, client, form, held, [...records.values()])));
      moved.clear();
      if (failures.length === 0) return;
      throw await heldBack(ctx, client, cause, failures);
    },
  };
}

/** Records for which a check turned from right to wrong. */
async function turned(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  held: HeldCheck,
  records: readonly Moved[],
): Promise<Failure[]> {
  const { check, fields } = held;
  const concerned = records.filter(({ before }) => fields.some(({ field }) => field.key in before));
  const readsRows = [...form.owned.keys()].some((key) => check.reads.has(key));
  const whole = readsRows ? await withRows(ctx, form, concerned, client) : concerned;
  const env = envOf(ctx);
  return whole.flatMap((record) => {
    const was: Values = { ...record.values, ...record.before };
    const fails = (values: Values) => check.when.test({ ...values, $before: { ...was } }, env);
    return fails(record.values) && !fails(was) ? [{ form, held, record }] : [];
  });
}

/**
 * Judges new records once what they read is held: it may have moved since they were checked.
 * Errors: validation_failed (`HeldBack`).
 */
export function judgeNew(ctx: Ctx, form: CatalogForm, images: readonly Image[]): void {
  const env = envOf(ctx);
  const found = heldChecks(ctx.catalog, form.ref).flatMap(({ check }) =>
    images
      .filter((image) => check.when.test(dataOf(image), env))
      .map(({ id }) => ({
        issue: ownIssue(check, check.field === undefined ? [] : [check.field]),
        record: id,
      })),
  );
  if (found.length > 0) throw new HeldBack(found.slice(0, MOST_HELD));
}
