import type { PoolClient } from '@trellis/db';
import { type CompiledCheck, type ComputedNode, likeResult, shownText } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, param, toSql } from '@trellis/logic/sql';
import { AppError, type Issue, localText } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { findAccess } from '../access/policy.ts';
import { scopeIn } from '../access/scoped.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { runText, select, statementOf } from '../query/select.ts';
import { titleText } from '../query/titles.ts';
import type { HeldCheck } from './held.ts';
import { holderOf } from './holder.ts';
import type { Written } from './recompute.ts';

type Values = Readonly<Record<string, Value>>;

/** Issues that are told; the rest are more of the same. */
export const MOST_HELD = 20;

/** An issue and the written record that it is about, where it can be told. */
interface Told {
  readonly issue: Issue;
  readonly record: string | undefined;
}

/** A write that a check holds back. Each issue is at a field of the written form. */
export class HeldBack extends AppError {
  /** By issue, the written record that it is about, where it can be told. */
  readonly records: readonly (string | undefined)[];

  constructor(found: readonly Told[]) {
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

/** A record that moved: as it was before the write and as it is now. */
export interface Moved {
  readonly id: string;
  readonly before: Values;
  readonly values: Values;
}

/** A record for which a check turned from right to wrong. */
export interface Failure {
  readonly form: CatalogForm;
  readonly held: HeldCheck;
  readonly record: Moved;
}

/** The refusal of a write because of what it would bring about. */
export async function heldBack(
  ctx: Ctx,
  client: PoolClient,
  cause: readonly Written[],
  failures: readonly Failure[],
): Promise<HeldBack> {
  const told: Told[] = [];
  for (const failure of failures.slice(0, MOST_HELD)) told.push(await issueOf(ctx, client, cause, failure));
  return new HeldBack(told);
}

/** What a record is told of its own check. */
export function ownIssue({ key, message: { zh, en } }: CompiledCheck, path: Issue['path']): Issue {
  return { path, code: 'check_failed', params: { check: key, zh, en: en || zh } };
}

/** What the writer is told: the words of the check, and of which record as much as they may see of it. */
async function issueOf(
  ctx: Ctx,
  client: PoolClient,
  cause: readonly Written[],
  { form, held, record }: Failure,
): Promise<Told> {
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
