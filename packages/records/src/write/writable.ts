import type { Env, Row, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { sameValue } from './image.ts';

/** Names of fields that do not exist for the member: the same answer as for a field nobody ever made. */
export function unknownFields(access: Access, input: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = [];
  for (const key of Object.keys(input)) {
    if (access.visible.has(key)) continue;
    issues.push({ path: [key], code: 'unknown_field', params: { name: key.slice(0, 100) } });
  }
  return issues;
}

/**
 * Imports, templates and administrators' programs bring values that people may not type; so does what is put back. Whoever
 * changes records by an import has the rights that a form gives.
 */
export const bringsAll = (ctx: Ctx, action: 'create' | 'edit' | 'import'): boolean =>
  ctx.puttingBack !== undefined ||
  (ctx.cause === 'import' && (action !== 'edit' || ctx.actor.admin)) ||
  ctx.cause === 'template' ||
  (ctx.cause === 'api' && ctx.actor.admin);

/**
 * Fields that the member changes without being allowed to: read-only for the roles, by definition, or by a rule.
 * A rule is asked about the record as it will be, but with the field's old value, so that choosing the value that
 * locks a field is possible and leaving it is not.
 */
export function lockedFields(
  ctx: Ctx,
  access: Access,
  action: 'create' | 'edit' | 'import',
  change: {
    readonly after: Readonly<Record<string, Value>>;
    readonly before: Readonly<Record<string, Value>>;
  },
  given: Iterable<string>,
  system: Row,
  env: Env,
): Issue[] {
  const { after, before } = change;
  const { form } = access;
  const issues: Issue[] = [];
  for (const key of given) {
    if (sameValue(after[key], before[key])) continue;
    const rule = form.behaviour.rules.get(key)?.readonlyWhen;
    const byDefinition = form.fields.get(key)?.meta.readonly === true || rule !== undefined;
    const locked =
      !access.writable[action].has(key) ||
      (byDefinition &&
        !bringsAll(ctx, action) &&
        (form.fields.get(key)?.meta.readonly === true ||
          rule?.test({ ...system, ...after, [key]: before[key] ?? null }, env) === true));
    if (locked) issues.push({ path: [key], code: 'readonly_field' });
  }
  return issues;
}
