import { ACTIONS, type Action, type FormGrant } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { Access } from './policy.ts';

const NO_CONDITIONS = Object.fromEntries(ACTIONS.map((action) => [action, []])) as unknown as Access['rows'];

/**
 * What may be done with the rows of a sub-form. They are governed by the policy of the record that they belong to;
 * only their columns have grants of their own ("lines.price").
 * @param key field of the sub-form, visible to the member
 * @param readers grants that decide what is seen
 * @param granting grants of an action
 */
export function accessToRows(
  access: Omit<Access, 'owned'>,
  key: string,
  form: CatalogForm,
  readers: readonly FormGrant[],
  granting: (action: Action) => readonly FormGrant[],
): Access {
  const names = (list: readonly string[] | undefined, column: string) =>
    list?.includes(key) || list?.includes(`${key}.${column}`);
  const visible = new Map(
    [...form.fields].filter(([column]) => readers.some(({ hidden }) => !names(hidden, column))),
  );
  const writable = (action: Action): ReadonlySet<string> =>
    new Set(
      [...visible.keys()].filter((column) =>
        granting(action).some((grant) => !names(grant.hidden, column) && !names(grant.readonly, column)),
      ),
    );
  const shown = [...form.scopeForm.fields].filter(
    ([column]) => visible.has(column) || !form.fields.has(column),
  );
  return {
    form,
    actions: access.actions,
    visible,
    displays: new Set(),
    writable: { create: writable('create'), edit: writable('edit'), import: writable('import') },
    scope: { ...access.scope, form: { ref: form.ref, fields: new Map(shown) } },
    fullScope: { ...access.fullScope, form: form.scopeForm },
    rows: NO_CONDITIONS,
    owned: new Map(),
  };
}
