import { type CompiledForm, resolveRef } from '@trellis/forms/model';
import {
  type AppBundle,
  type AppDocument,
  type FormDocument,
  keyFromLabel,
  type LocalText,
  type OptionSet,
  type ViewDocument,
} from '@trellis/metadata';
import { fitting, type LeftOut } from './fit.ts';
import { withMenuItems } from './menu.ts';
import { renamed } from './named.ts';
import type { Parcel } from './parcel.ts';

export interface SettleInput {
  readonly app: string;
  /** The app as it is published. */
  readonly published: AppBundle;
  readonly parcel: Parcel;
  /** Keys of forms and views that can't be had, drafts included. */
  readonly taken: { readonly form: ReadonlySet<string>; readonly view: ReadonlySet<string> };
  /** Forms of the other apps by "app:form". */
  readonly others: ReadonlyMap<string, CompiledForm>;
  /** What the form of the parcel is called from now on; only for a parcel of one. */
  readonly label?: LocalText | undefined;
  /** Form whose place in the menu is above the new ones. */
  readonly below?: string | undefined;
}

export interface Settled {
  readonly bundle: AppBundle;
  /** Key in the parcel → key in the app. */
  readonly forms: ReadonlyMap<string, string>;
  readonly left: readonly LeftOut[];
}

/**
 * An app with the forms of a parcel in it: under free keys, in the menu, each naming the others of the parcel by their new
 * keys. The app's own option sets are kept; a set of another content under a key that is taken comes under a new one.
 */
export function settle(input: SettleInput): Settled {
  const { app, published, parcel, taken } = input;
  const forms = freeKeys(Object.keys(parcel.forms), taken.form);
  const views = freeKeys(Object.keys(parcel.views), taken.view, (key) => viewKey(key, parcel, forms));
  const sets = settleSets(published.app, parcel.optionSets);
  const apps = { from: parcel.app, to: app };
  const rename = (ref: string): string => {
    for (const [from, to] of forms) if (ref === resolveRef(parcel.app, from)) return `${app}:${to}`;
    return ref;
  };
  const formOf = (document: FormDocument): FormDocument =>
    labelled(withSets(renamed(document, apps, rename), sets.renamed), input.label);
  const before = Object.values(parcel.forms)[0]?.trellis.label;
  const viewOf = (view: ViewDocument): ViewDocument => {
    const own = renamed(view, apps, rename);
    return input.label && before ? { ...own, label: relabelled(view.label, before, input.label) } : own;
  };
  const wanted: AppBundle = {
    ...published,
    app: withMenuItems({ ...published.app, ...sets.app }, [...forms.values()], input.below),
    forms: { ...published.forms, ...mapped(parcel.forms, forms, formOf) },
    views: { ...published.views, ...mapped(parcel.views, views, viewOf) },
  };
  const keys = { forms: new Set(forms.values()), views: new Set(views.values()) };
  return { forms, ...fitting(app, wanted, keys, input.others) };
}

function mapped<D>(
  documents: Readonly<Record<string, D>>,
  keys: ReadonlyMap<string, string>,
  change: (document: D) => D,
): Record<string, D> {
  return Object.fromEntries(
    Object.entries(documents).map(([key, document]) => [keys.get(key) ?? key, change(document)]),
  );
}

/** Keys that are free: their own, else one made of `wanted`, else with a number. */
function freeKeys(
  keys: readonly string[],
  taken: ReadonlySet<string>,
  wanted: (key: string) => string = (key) => key,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  return new Map(
    keys.map((key) => {
      const free = used.has(wanted(key)) ? keyFromLabel(wanted(key), used) : wanted(key);
      used.add(free);
      return [key, free];
    }),
  );
}

/** Views are called after their form ("deal_all"); they follow when it gets another key. */
function viewKey(key: string, parcel: Parcel, forms: ReadonlyMap<string, string>): string {
  const form = parcel.views[key]?.form ?? '';
  const now = forms.get(form);
  return now !== undefined && key.startsWith(`${form}_`) ? `${now}${key.slice(form.length)}` : key;
}

/** Views and forms are named after the form: "全部客户" becomes "全部客户 副本". */
const relabelled = (label: LocalText, before: LocalText, after: LocalText): LocalText => ({
  zh: label.zh.replace(before.zh, () => after.zh),
  ...(label.en && before.en ? { en: label.en.replace(before.en, () => after.en || after.zh) } : {}),
});

const labelled = (document: FormDocument, label: LocalText | undefined): FormDocument =>
  label ? { ...document, title: label.zh, trellis: { ...document.trellis, label } } : document;

/** The sets of an app with those of a parcel, and the new keys of those that could not keep theirs. */
function settleSets(app: AppDocument, given: readonly OptionSet[]) {
  const all = [...(app.optionSets ?? [])];
  const changed = new Map<string, string>();
  for (const set of given) {
    const same = all.find(({ key }) => key === set.key);
    if (same && JSON.stringify(same.options) === JSON.stringify(set.options)) continue;
    const key = same
      ? keyFromLabel(
          set.key,
          all.map((one) => one.key),
        )
      : set.key;
    if (key !== set.key) changed.set(set.key, key);
    all.push({ ...set, key });
  }
  return { app: all.length > 0 ? { optionSets: all } : {}, renamed: changed };
}

/** A form whose fields name their sets by the new keys. */
function withSets<D>(document: D, keys: ReadonlyMap<string, string>): D {
  if (keys.size === 0) return document;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, value]): [string, unknown] => [
        name,
        name === 'set' && typeof value === 'string' ? (keys.get(value) ?? value) : walk(value),
      ]),
    );
  };
  return walk(document) as D;
}
