import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { type Issue, localText } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../contract.ts';

/** What a role is called, by its key "app:role". */
export function roleTitle(ctx: Ctx, key: string): string | undefined {
  const role = ctx.catalog.roles.get(key);
  return role && localText(role.label, ctx.locale);
}

/** Key of the only role of this name; roles of several apps may share one. */
export function roleNamed(ctx: Ctx, name: string): string | undefined {
  const named = [...ctx.catalog.roles].filter(([, { label }]) => Object.values(label).includes(name));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

const fieldsOf = new WeakMap<CatalogForm, readonly CompiledField[]>();

/** Roles that do not exist among the values of these fields. */
export function unknownRoles(
  ctx: Ctx,
  form: CatalogForm,
  values: Readonly<Record<string, Value>>,
  given: ReadonlySet<string>,
): Issue[] {
  let fields = fieldsOf.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter(({ type }) => type.roles);
    fieldsOf.set(form, fields);
  }
  return fields.flatMap(({ key }) => {
    const value = given.has(key) ? (values[key] ?? null) : null;
    const keys = Array.isArray(value) ? value : value === null ? [] : [value];
    return keys
      .filter((role) => !ctx.catalog.roles.has(String(role)))
      .map((role) => ({ path: [key], code: 'unknown_option', params: { value: String(role) } }));
  });
}
