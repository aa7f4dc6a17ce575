import {
  type CompiledField,
  type CompiledForm,
  compileForm,
  resolveRef,
  splitRef,
} from '@trellis/forms/model';
import type { Action, AppDocument, DashboardDocument, LocalText, ViewDocument } from '@trellis/metadata';

/** A form with what the member may do in it. */
export interface FormInfo {
  readonly form: CompiledForm;
  readonly label: LocalText;
  readonly actions: ReadonlySet<Action>;
  /** Fields that this member sees but can't write. */
  readonly readonly: ReadonlySet<string>;
  /** Saved views by key, by their position. */
  readonly views: ReadonlyMap<string, ViewDocument>;
}

/** The published definitions that the member may see, compiled. */
export interface ClientCatalog {
  readonly version: string;
  readonly apps: ReadonlyMap<string, AppDocument>;
  /** By "app:form". */
  readonly forms: ReadonlyMap<string, FormInfo>;
  /** By "app:key". */
  readonly dashboards: ReadonlyMap<string, DashboardDocument>;
  /** Labels by "app:role"; empty for members who are no administrators. */
  readonly roles: ReadonlyMap<string, LocalText>;
}

/** The catalog as it travels (documents are valid: only such are published). */
export interface CatalogInput {
  readonly version: string;
  readonly apps: Readonly<Record<string, AppDocument>>;
  readonly forms: Readonly<
    Record<
      string,
      {
        readonly document: CompiledForm['document'];
        readonly access: { readonly actions: readonly Action[]; readonly readonly: readonly string[] };
      }
    >
  >;
  readonly views: Readonly<Record<string, ViewDocument>>;
  readonly dashboards: Readonly<Record<string, DashboardDocument>>;
  readonly roles: Readonly<Record<string, LocalText>>;
}

/** A form's documents keep their identity while they do not change, so an unchanged form is compiled once. */
const compiled = new WeakMap<object, CompiledForm>();

/** Compiles the catalog for the screens. */
export function readCatalog(input: CatalogInput): ClientCatalog {
  const views = new Map<string, Map<string, ViewDocument>>();
  for (const [ref, view] of Object.entries(input.views)) {
    const { app, key } = splitRef(ref);
    const form = resolveRef(app, view.form);
    const ofForm = views.get(form) ?? new Map<string, ViewDocument>();
    views.set(form, ofForm.set(key, view));
  }
  const forms = Object.entries(input.forms).map(([ref, { document, access }]): [string, FormInfo] => {
    const form = compiled.get(document) ?? compileForm(ref, document);
    compiled.set(document, form);
    return [
      ref,
      {
        form,
        label: document.trellis.label,
        actions: new Set(access.actions),
        readonly: new Set(access.readonly),
        views: inOrder(views.get(ref) ?? new Map()),
      },
    ];
  });
  return {
    version: input.version,
    apps: new Map(Object.entries(input.apps)),
    forms: new Map(forms),
    dashboards: new Map(Object.entries(input.dashboards)),
    roles: new Map(Object.entries(input.roles)),
  };
}

const inOrder = (views: ReadonlyMap<string, ViewDocument>): ReadonlyMap<string, ViewDocument> =>
  new Map(
    [...views].sort(
      ([a, first], [b, second]) =>
        (first.position ?? Number.MAX_SAFE_INTEGER) - (second.position ?? Number.MAX_SAFE_INTEGER) ||
        (a < b ? -1 : 1),
    ),
  );

/** A field of another form that refers to records of this one. */
export interface Relation {
  readonly info: FormInfo;
  readonly field: CompiledField;
}

/**
 * The forms whose records refer to records of `ref`, in the order of the catalog: the related lists of a record. What
 * the form lists by itself is left out: it stands where its designer wanted it.
 */
export function relationsOf(catalog: ClientCatalog, ref: string): Relation[] {
  const own = catalog.forms.get(ref)?.form;
  const listed = new Set(
    [...(own?.displays.values() ?? [])].flatMap(({ type, config }) => {
      const list = type.lists?.(config, () => false);
      if (!own || list?.back === undefined) return [];
      return `${list.form.includes(':') ? list.form : `${own.app}:${list.form}`}.${list.back}`;
    }),
  );
  return [...catalog.forms.values()].flatMap((info) =>
    info.actions.has('view')
      ? [...info.form.fields.values()]
          .filter(({ key, target }) => target === ref && !listed.has(`${info.form.ref}.${key}`))
          .map((field) => ({ info, field }))
      : [],
  );
}
