import { type CompiledField, ownerOf, scopeOf } from '@trellis/forms/model';
import { type Checked, check, type Scope, type ScopeForm } from '@trellis/logic';
import { ACTIONS, type Action, AppError, type FormGrant } from '@trellis/metadata';
import type { Actor, Catalog, CatalogForm, Ctx } from '../contract.ts';
import { accessToRows } from './owned.ts';

/** Condition of one role on records; `null` = every record. */
type Predicate = Checked | null;

/**
 * What a set of roles may do with a form. Roles add up:
 * actions are the union; a record is within an action when one role that grants the action has it in its rows;
 * a field exists when one role that grants viewing does not hide it, and is writable when one role that grants the
 * writing action neither hides it nor makes it read-only. So fields are a matter of the member, not of the record:
 * a field that one role shows is shown on the records of the other roles too.
 */
export interface Access {
  readonly form: CatalogForm;
  readonly actions: ReadonlySet<Action>;
  /** Fields that exist for the member, in the form's order. */
  readonly visible: ReadonlyMap<string, CompiledField>;
  /** Keys of the fields without values (`CompiledForm.displays`) that exist for the member. */
  readonly displays: ReadonlySet<string>;
  /** Fields that the member may write under an action. */
  readonly writable: Readonly<Record<'create' | 'edit' | 'import', ReadonlySet<string>>>;
  /** What the member's own expressions may name: visible fields here and behind references. */
  readonly scope: Scope;
  /** All of the form, for expressions of the policy itself. */
  readonly fullScope: Scope;
  /**
   * Row predicates of an action in conjunctive form: every inner list must have one that holds. Empty = all records.
   * Actions other than viewing also ask for the rows of viewing, so nobody changes what they can't see.
   */
  readonly rows: Readonly<Record<Action, readonly (readonly Checked[])[]>>;
  /** The same for the rows of the visible sub-forms, by field; their columns are granted as "lines.price". */
  readonly owned: ReadonlyMap<string, Access>;
}

/** Compiled policy of one set of roles on one catalog; forms are compiled when first asked for. */
interface Policy {
  readonly forms: Map<string, Access | undefined>;
}

const policies = new WeakMap<Catalog, Map<string, Policy>>();

/**
 * What the member may do with a form, compiled once per catalog and set of roles.
 * Errors: form_not_found for a form that does not exist or in which the member has no part, form_unavailable.
 */
export function accessTo(ctx: Ctx, ref: string): Access {
  const access = findAccess(ctx, ref);
  if (!access) throw new AppError('form_not_found', { params: { form: ref } });
  if (access.form.state !== 'ok') throw new AppError('form_unavailable', { params: { form: ref } });
  return access;
}

/** Like accessTo, but throws `forbidden` when the action is not granted. */
export function accessFor(ctx: Ctx, ref: string, action: Action): Access {
  const access = accessTo(ctx, ref);
  if (!access.actions.has(action)) throw new AppError('forbidden', { params: { action, form: ref } });
  return access;
}

/** The member's part in a form, if any. */
export function findAccess(ctx: Ctx, ref: string): Access | undefined {
  const policy = policyOf(ctx.catalog, ctx.actor);
  const known = policy.forms.get(ref);
  if (known || policy.forms.has(ref)) return known;
  const access = compileAccess(ctx, ref);
  policy.forms.set(ref, access);
  return access;
}

function policyOf(catalog: Catalog, actor: Actor): Policy {
  let byRoles = policies.get(catalog);
  if (!byRoles) {
    byRoles = new Map();
    policies.set(catalog, byRoles);
  }
  const key = actor.visitor
    ? `$visitor ${actor.visitor.key}`
    : actor.admin
      ? '$admin'
      : [...actor.roles].sort().join(' ');
  let policy = byRoles.get(key);
  if (!policy) {
    policy = { forms: new Map() };
    byRoles.set(key, policy);
  }
  return policy;
}

const EVERYTHING: FormGrant = { actions: ACTIONS };

function compileAccess(ctx: Ctx, ref: string): Access | undefined {
  const form = ctx.catalog.forms.get(ref);
  if (!form || form.state === 'binned') return undefined;
  const grants = grantsOn(ctx, form).filter(({ actions }) => actions.length > 0);
  if (grants.length === 0) return undefined;
  const fullScope = scopeOf(form, ctx.catalog.forms);
  const predicates = new Map(grants.map((grant) => [grant, predicateOf(ctx, form, grant, fullScope)]));
  const granting = (action: Action) => grants.filter(({ actions }) => actions.includes(action));
  const viewers = granting('view');
  const readers = viewers.length > 0 ? viewers : grants;
  const shows = (key: string) => readers.some(({ hidden }) => !hidden?.includes(key));
  const visible = new Map([...form.fields].filter(([key]) => shows(key)));
  const writable = (action: Action): ReadonlySet<string> =>
    new Set(
      [...visible.keys()].filter((key) =>
        granting(action).some((grant) => !grant.hidden?.includes(key) && !grant.readonly?.includes(key)),
      ),
    );
  const rowsOf = (action: Action) => anyOf(granting(action), predicates);
  const viewRows = rowsOf('view');
  const rows = Object.fromEntries(
    ACTIONS.map((action) => [action, conjunction(viewRows, action === 'view' ? null : rowsOf(action))]),
  ) as unknown as Access['rows'];
  const access: Omit<Access, 'owned'> = {
    form,
    actions: new Set(grants.flatMap(({ actions }) => actions)),
    visible,
    displays: new Set([...form.displays.keys()].filter(shows)),
    writable: { create: writable('create'), edit: writable('edit'), import: writable('import') },
    scope: {
      form: pruned(ctx, fullScope.form, visible, form),
      formOf: (target) => visibleScope(ctx, target, fullScope),
    },
    fullScope,
    rows,
  };
  const owned = [...form.owned].flatMap(([key, columns]) =>
    visible.has(key) ? [[key, accessToRows(access, key, columns, readers, granting)] as const] : [],
  );
  return { ...access, owned: new Map(owned) };
}

function grantsOn(ctx: Ctx, form: CatalogForm): readonly FormGrant[] {
  const { visitor } = ctx.actor;
  if (visitor) return visitor.form === form.ref ? [visitor.grant] : [];
  if (ctx.actor.admin) return [EVERYTHING];
  return ctx.actor.roles.flatMap((role) => {
    // Forms are named by their key within the role's own app.
    const grant = role.startsWith(`${form.app}:`) && ctx.catalog.roles.get(role)?.forms[form.key];
    return grant ? [grant] : [];
  });
}

/** A predicate that no longer fits the form admits nothing: losing sight of records is safer than showing all. */
function predicateOf(ctx: Ctx, form: CatalogForm, grant: FormGrant, scope: Scope): Predicate | 'none' {
  if (grant.rows === undefined) return null;
  const result = check(grant.rows, scope, { root: 'condition' });
  if (result.ok) return result.value;
  ctx.log.error({ form: form.ref, issues: result.issues }, 'row predicate of a role does not fit its form');
  return 'none';
}

/** The predicates one of which must hold; null = no condition; empty = none can. */
function anyOf(
  grants: readonly FormGrant[],
  predicates: ReadonlyMap<FormGrant, Predicate | 'none'>,
): readonly Checked[] | null {
  const found = grants.map((grant) => predicates.get(grant) ?? null);
  if (found.includes(null)) return null;
  return found.filter((predicate): predicate is Checked => predicate !== null && predicate !== 'none');
}

function conjunction(...lists: (readonly Checked[] | null)[]): readonly (readonly Checked[])[] {
  const wanted = lists.filter((list) => list !== null);
  const same = (a: readonly Checked[], b: readonly Checked[]) =>
    a.length === b.length && a.every((predicate, index) => predicate === b[index]);
  return wanted.filter((list, index) => !wanted.slice(0, index).some((earlier) => same(earlier, list)));
}

/** The form's paths without hidden fields, and without rows of other forms that can't be seen. */
function pruned(
  ctx: Ctx,
  scope: ScopeForm,
  visible: ReadonlyMap<string, unknown>,
  form: CatalogForm,
): ScopeForm {
  const fields = [...scope.fields].filter(([key, { rows }]) =>
    rows && !form.fields.has(key)
      ? sees(ctx, rows.form, rows.via)
      : visible.has(key) || !form.fields.has(key),
  );
  return { ref: scope.ref, fields: new Map(fields) };
}

/** Whether the member may view a field; reads the grants alone, since the forms may refer to each other. */
function sees(ctx: Ctx, ref: string, field: string): boolean {
  const form = ctx.catalog.forms.get(ref);
  return (
    form !== undefined &&
    grantsOn(ctx, form).some(({ actions, hidden }) => actions.includes('view') && !hidden?.includes(field))
  );
}

/** A form behind a reference, as far as the member may view it; members and departments are no forms. */
function visibleScope(ctx: Ctx, target: string, full: Scope): ScopeForm | undefined {
  const scope = full.formOf(target);
  const owner = ownerOf(target);
  if (owner) {
    const access = findAccess(ctx, owner.form);
    return access?.actions.has('view') ? access.owned.get(owner.field)?.scope.form : undefined;
  }
  if (!scope || !ctx.catalog.forms.has(target)) return scope;
  const access = findAccess(ctx, target);
  return access?.actions.has('view') && access.form.state === 'ok' ? access.scope.form : undefined;
}
