import type { PoolClient } from '@trellis/db';
import {
  type CompiledCheck,
  type ComputedNode,
  likeResult,
  movedFields,
  shownText,
} from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, param, toSql } from '@trellis/logic/sql';
import { AppError, type Issue, localText } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { findAccess } from '../access/policy.ts';
import { scopeIn } from '../access/scoped.ts';
import { reading } from '../access/target.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { withRows } from '../owned/read.ts';
import { runText, select, statementOf } from '../query/select.ts';
import { titleText } from '../query/titles.ts';
import { dataOf, type Image } from '../write/image.ts';
import { holderOf } from './holder.ts';
import type { Written } from './recompute.ts';
import { below } from './rests-on.ts';
import type { Found } from './store.ts';

type Values = Readonly<Record<string, Value>>;

/** A check that holds: no write elsewhere may make it fail for a record. */
export interface HeldCheck {
  readonly check: CompiledCheck;
  /** The fields among those it reads that writes elsewhere move. */
  readonly fields: readonly ComputedNode[];
}

interface Holding {
  /** By "app:form". */
  readonly checks: ReadonlyMap<string, readonly HeldCheck[]>;
  /** All computed fields that such checks rest on, through however many others, as "form field". */
  readonly fields: ReadonlySet<string>;
}

const known = new WeakMap<Catalog['forms'], Holding>();

function holdingOf({ forms }: Pick<Catalog, 'forms'>): Holding {
  let holding = known.get(forms);
  if (!holding) {
    const checks = new Map<string, readonly HeldCheck[]>();
    for (const form of forms.values()) {
      // Asking the document first leaves the behaviour of all other forms uncompiled.
      if (!form.document.trellis.checks?.some(({ hold }) => hold)) continue;
      const held = form.behaviour.checks.filter(({ hold }) => hold);
      checks.set(
        form.ref,
        held.map((check) => ({ check, fields: movedFields(form, check, forms) })),
      );
    }
    const nodes = [...checks.values()].flat().flatMap(({ fields }) => fields);
    const fields = new Set(
      nodes.flatMap((node) => [`${node.form} ${node.field.key}`, ...below(forms, node)]),
    );
    holding = { checks, fields };
    known.set(forms, holding);
  }
  return holding;
}

/** The checks of a form that hold. */
export const heldChecks = (catalog: Pick<Catalog, 'forms'>, form: string): readonly HeldCheck[] =>
  holdingOf(catalog).checks.get(form) ?? [];

/** Whether a check that holds, of whatever form, rests on one of these fields: then their values can't wait for a job. */
export const isHeld = ({ catalog }: Pick<Ctx, 'catalog'>, form: string, fields: readonly string[]): boolean =>
  fields.some((key) => holdingOf(catalog).fields.has(`${form} ${key}`));

/** A write that a check holds back. Each issue is at a field of the written form. */
export class HeldBack extends AppError {
  /** By issue, the written record that it is about, where it can be told. */
  readonly records: readonly (string | undefined)[];

  constructor(found: readonly { readonly issue: Issue; readonly record: string | undefined }[]) {
    super('validation_failed', { issues: found.map(({ issue }) => issue) });
    this.records = found.map(({ record }) => record);
  }

  /** The same as told of several written records; `index` is that of the one in question, if there is one. */
  among(
    ids: readonly string[],
    place: (path: Issue['path'], index: number | undefined) => Issue['path'],
  ): AppError {
    const issues = this.issues.map((issue, n): Issue => {
      const index = ids.indexOf(this.records[n] ?? '');
      return { ...issue, path: place(issue.path, index < 0 ? undefined : index) };
    });
    return new AppError(this.code, { issues, cause: this });
  }
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
  if (found.length > 0) throw new HeldBack(found.slice(0, MOST));
}

/** What a record is told of its own check. */
function ownIssue({ key, message: { zh, en } }: CompiledCheck, path: Issue['path']): Issue {
  return { path, code: 'check_failed', params: { check: key, zh, en: en || zh } };
}

/** Issues that are told; the rest are more of the same. */
const MOST = 20;

/** Collects what a write moves elsewhere and judges the outcome. */
export interface Verdict {
  note(found: Found): void;
  /** Before the write is committed. Errors: validation_failed (`HeldBack`). */
  judge(): Promise<void>;
}

/** A record that moved: as it was before the write and as it is now. */
interface Moved {
  readonly id: string;
  readonly before: Values;
  readonly values: Values;
}

/**
 * The verdict of the checks that hold on all that follows from a write, taken on its outcome: values in between count
 * for nothing. What failed before may go on failing. Undefined where no check of the workspace holds.
 */
export function openVerdict(ctx: Ctx, client: PoolClient, cause: readonly Written[]): Verdict | undefined {
  const { checks } = holdingOf(ctx.catalog);
  if (checks.size === 0) return undefined;
  const moved = new Map<CatalogForm, Map<string, Moved>>();
  return {
    note({ form, changes }) {
      if (!checks.has(form.ref)) return;
      const records = moved.get(form) ?? new Map<string, Moved>();
      moved.set(form, records);
      for (const { id, values, before } of changes)
        records.set(id, { id, values, before: { ...before, ...records.get(id)?.before } });
    },
    async judge() {
      const failures: Failure[] = [];
      for (const [form, records] of moved)
        for (const held of checks.get(form.ref) ?? [])
          failures.push(...(await turned(ctx, client, form, held, [...records.values()])));
      moved.clear();
      if (failures.length === 0) return;
      const told = [];
      for (const failure of failures.slice(0, MOST)) told.push(await issueOf(ctx, client, cause, failure));
      throw new HeldBack(told);
    },
  };
}

interface Failure {
  readonly form: CatalogForm;
  readonly held: HeldCheck;
  readonly record: Moved;
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

/** What the writer is told: the words of the check, and of which record as much as they may see of it. */
async function issueOf(
  ctx: Ctx,
  client: PoolClient,
  cause: readonly Written[],
  { form, held, record }: Failure,
): Promise<{ readonly issue: Issue; readonly record: string | undefined }> {
  const { check, fields } = held;
  const place = await holderOf(ctx, client, cause, { form, id: record.id, fields, field: check.field });
  const seen = await nameOf(ctx, client, form, record, fields);
  if (seen === undefined) return { issue: ownIssue(check, place.path), record: place.record };
  const { zh, en } = check.message;
  const params = { check: check.key, message: zh, message_en: en || zh, ...seen };
  return { issue: { path: place.path, code: 'check_held', params }, record: place.record };
}

/** The name of a record and the values that matter, where the writer may view it. */
async function nameOf(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  { id, values }: Moved,
  fields: readonly ComputedNode[],
): Promise<{ readonly record: string; readonly state: string } | undefined> {
  const access = findAccess(ctx, form.ref);
  const title = access?.visible.get(form.titleField);
  if (!access?.actions.has('view') || !title) return undefined;
  const scope = scopeIn(reading(ctx, envOf(ctx)), access, 'view');
  const { sql, params } = toSql(
    select(scope, {
      columns: [scope.column('_id')],
      where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`],
    }).sql,
  );
  if ((await runText(ctx, statementOf(sql), params, client)).length === 0) return undefined;
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  const state = fields.flatMap(({ field }) => {
    const value = values[field.key] ?? null;
    if (value === null || !access.visible.has(field.key)) return [];
    return [`${localText(field.meta.label, ctx.locale)} ${shownText(likeResult(field), value, env)}`];
  });
  const [open, close, comma] = ctx.locale === 'zh' ? ['（', '）', '，'] : [' (', ')', ', '];
  return {
    record: titleText(ctx, title, values[form.titleField] ?? null),
    state: state.length > 0 ? `${open}${state.join(comma)}${close}` : '',
  };
}
