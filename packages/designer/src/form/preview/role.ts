import { type CompiledForm, fieldTypes, rowsIn } from '@trellis/forms/model';
import type { Action, FormDocument, FormGrant, JsonObject } from '@trellis/metadata';

/** What one role makes of a form: the same as its policy on the server, for its fields. */
export interface RoleView {
  /** Whether it may do it at all. */
  readonly may: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  /** The form with the columns that the role sees. */
  readonly document: FormDocument;
}

/** @param grant of the role on the form; undefined: it has no part in it. "all": whoever may do everything */
export function viewOf(
  form: CompiledForm,
  grant: FormGrant | 'all' | undefined,
  action: Extract<Action, 'create' | 'edit'>,
): RoleView {
  const { document } = form;
  if (grant === 'all') return { may: true, hidden: new Set(), locked: new Set(), document };
  const { actions = [], hidden = [], readonly = [] } = grant ?? {};
  const properties = Object.entries(document.properties).map(([key, field]) => {
    const within = (names: readonly string[]) =>
      new Set(names.flatMap((name) => (name.startsWith(`${key}.`) ? [name.slice(key.length + 1)] : [])));
    return [key, withColumns(field, within(hidden), within(readonly))] as const;
  });
  return {
    may: actions.includes(action),
    hidden: new Set(hidden.filter((name) => !name.includes('.'))),
    locked: new Set(readonly.filter((name) => !name.includes('.'))),
    document: { ...document, properties: Object.fromEntries(properties) },
  };
}

type Field = FormDocument['properties'][string];

/** A sub-form without some of its columns, and with others that can't be filled in. */
function withColumns(field: Field, hidden: ReadonlySet<string>, locked: ReadonlySet<string>): Field {
  const type = fieldTypes.get(field.trellis.type);
  const rows = rowsIn(type, field.trellis.config);
  if (!rows || type.owned === undefined || hidden.size + locked.size === 0) return field;
  const columns = Object.entries(rows.properties)
    .filter(([key]) => !hidden.has(key))
    .map(([key, column]) => [
      key,
      locked.has(key) ? { ...column, trellis: { ...column.trellis, readonly: true } } : column,
    ]);
  const kept = {
    ...rows,
    properties: Object.fromEntries(columns),
    required: rows.required.filter((key) => !hidden.has(key)),
  };
  const config = { ...field.trellis.config, [type.owned]: kept } as unknown as JsonObject;
  return { ...field, trellis: { ...field.trellis, config } };
}
