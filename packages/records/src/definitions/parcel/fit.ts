import { type CompiledForm, documentOfRows, fieldTypes, rowsOfDocument } from '@trellis/forms/model';
import { inspectBundle } from '@trellis/forms/server';
import type {
  AppBundle,
  FieldSchema,
  FormDocument,
  Issue,
  JsonObject,
  LayoutNode,
  LocalText,
  RowsDocument,
  ViewDocument,
} from '@trellis/metadata';

/** Something that had no meaning in the app that forms came to. */
export interface LeftOut {
  readonly form: string;
  /** Field, column, view or check that is gone, or lost a setting. */
  readonly label: LocalText;
  readonly issue: Issue;
}

/** Rounds of looking what is wrong, a mistake each: what goes may take along what stood on it. */
const ROUNDS = 400;

/**
 * A bundle without whatever in some of its forms and views does not fit: references to forms that are not there, and what
 * stands on them. A rule or an optional setting goes by itself, else the field goes. What nothing can be done about
 * stays for the check to tell.
 * @param keys forms and views that may be changed
 * @param others forms of the other apps by "app:form"
 * @param stays mistakes that are no business of this one, such as those that were there before
 */
export function fitting(
  app: string,
  bundle: AppBundle,
  keys: { readonly forms: ReadonlySet<string>; readonly views: ReadonlySet<string> },
  others: ReadonlyMap<string, CompiledForm>,
  stays: (issue: Issue) => boolean = () => false,
): { readonly bundle: AppBundle; readonly left: readonly LeftOut[] } {
  const left: LeftOut[] = [];
  let fit = bundle;
  for (let round = 0; round < ROUNDS; round++) {
    const issue = inspectBundle(app, fit, others).issues.find((one) => {
      const [kind, key] = one.path;
      return (kind === 'forms' || kind === 'views') && keys[kind].has(String(key)) && !stays(one);
    });
    const next = issue && without(fit, issue);
    if (!issue || !next) break;
    left.push({ form: next.form, label: next.label, issue });
    fit = next.bundle;
  }
  return { bundle: fit, left };
}

interface Change {
  readonly bundle: AppBundle;
  readonly form: string;
  readonly label: LocalText;
}

function without(bundle: AppBundle, { path: [kind, key = '', ...rest] }: Issue): Change | undefined {
  const name = String(key);
  if (kind === 'views') return withoutOfView(bundle, name, rest);
  const document = bundle.forms[name];
  const changed = document && withoutOfForm(document, rest);
  return (
    changed && {
      bundle: { ...bundle, forms: { ...bundle.forms, [name]: changed.document } },
      form: name,
      label: changed.label,
    }
  );
}

function withoutOfForm(
  document: FormDocument,
  [part, key, ...rest]: Issue['path'],
): { readonly document: FormDocument; readonly label: LocalText } | undefined {
  if (part === 'properties') {
    const name = String(key);
    const field = document.properties[name];
    if (!field) return undefined;
    const { label } = field.trellis;
    const lighter = withoutSetting(field, rest);
    if (lighter) {
      const properties = { ...document.properties, [name]: lighter.field };
      return { document: { ...document, properties }, label: lighter.label };
    }
    return { document: withoutField(document, name), label };
  }
  const { trellis } = document;
  if (part === 'trellis' && key === 'checks') {
    const index = Number(rest[0]);
    const check = trellis.checks?.[index];
    if (!check) return undefined;
    const checks = (trellis.checks ?? []).toSpliced(index, 1);
    return { document: { ...document, trellis: { ...trellis, checks } }, label: check.message };
  }
  if (part === 'trellis' && (key === 'keys' || key === 'similar')) {
    const rules = (trellis[key] ?? []).toSpliced(Number(rest[0]), 1);
    return { document: { ...document, trellis: { ...trellis, [key]: rules } }, label: trellis.label };
  }
  if (part === 'trellis' && key === 'stageField') {
    const { stageField: _, ...others } = trellis;
    return { document: { ...document, trellis: others }, label: trellis.label };
  }
  return undefined;
}

/** Members of a field that it is still a field without. */
const RULES = ['default', 'visible', 'requiredWhen', 'readonlyWhen'];

/** The field without the rule, setting or column that an issue is about; undefined where all of it is wrong. */
function withoutSetting(
  field: FieldSchema,
  [, part, ...rest]: Issue['path'],
): { readonly field: FieldSchema; readonly label: LocalText } | undefined {
  const { trellis } = field;
  const { label } = trellis;
  const member = String(part);
  if (RULES.includes(member)) {
    const { [member as 'visible']: _, ...others } = trellis;
    const { whenHidden, ...kept } = others;
    // What is worked out anew when hidden is the default.
    const meta = member === 'default' && whenHidden === 'recompute' ? kept : others;
    return { field: { ...field, trellis: meta }, label };
  }
  const type = fieldTypes.find(trellis.type);
  const [setting, ...inside] = rest;
  if (member !== 'config' || setting === undefined || !type) return undefined;
  const name = String(setting);
  if (name === type.owned) {
    const rows = documentOfRows(trellis.label, trellis.config[name] as unknown as RowsDocument);
    const changed = withoutOfForm(rows, inside[0] === 'checks' ? ['trellis', ...inside] : inside);
    if (!changed || Object.keys(changed.document.properties).length === 0) return undefined;
    const config = { ...trellis.config, [name]: rowsOfDocument(changed.document) as unknown as JsonObject };
    return { field: { ...field, trellis: { ...trellis, config } }, label: changed.label };
  }
  const needed = (type.config.schema.required ?? []) as readonly string[];
  if (needed.includes(name) || trellis.config[name] === undefined) return undefined;
  // A condition is no condition without its expression: the whole setting goes.
  const { [name]: _, ...config } = trellis.config;
  return { field: { ...field, trellis: { ...trellis, config } }, label };
}

/** The form without a field. Where nothing else can name a record the check will tell. */
function withoutField(document: FormDocument, key: string): FormDocument {
  const { [key]: _, ...properties } = document.properties;
  const { stageField, ...trellis } = document.trellis;
  return {
    ...document,
    properties,
    required: document.required.filter((name) => name !== key),
    trellis: {
      ...trellis,
      titleField: trellis.titleField === key ? firstTitle(properties) : trellis.titleField,
      ...(stageField === undefined || stageField === key ? {} : { stageField }),
      layout: withoutNode(trellis.layout, key),
    },
  };
}

const firstTitle = (properties: FormDocument['properties']): string =>
  Object.entries(properties).find(([, { trellis }]) => fieldTypes.find(trellis.type)?.title)?.[0] ?? '';

const withoutNode = <N extends LayoutNode>(nodes: readonly N[], field: string): N[] =>
  nodes
    .filter((node) => node.kind !== 'field' || node.field !== field)
    .map((node) => ('children' in node ? { ...node, children: withoutNode(node.children, field) } : node));

/** The bundle with a view that lets go of what does not fit; without the view where it is built on that. */
function withoutOfView(bundle: AppBundle, key: string, [part, ...rest]: Issue['path']): Change | undefined {
  const view = bundle.views[key];
  if (!view) return undefined;
  const change = (views: AppBundle['views']): Change => ({
    bundle: { ...bundle, views },
    form: view.form,
    label: view.label,
  });
  const lighter = lighterView(view, part, rest);
  if (lighter) return change({ ...bundle.views, [key]: lighter });
  const { [key]: _, ...others } = bundle.views;
  return change(others);
}

function lighterView(
  view: ViewDocument,
  part: Issue['path'][number] | undefined,
  [setting, index]: Issue['path'],
): ViewDocument | undefined {
  if (part === 'filter') {
    const { filter: _, ...others } = view;
    return others;
  }
  if (part === 'totals') {
    const { [String(setting)]: _, ...totals } = view.totals ?? {};
    return { ...view, totals };
  }
  if (isList(part)) return { ...view, [part]: (view[part] ?? []).toSpliced(Number(setting), 1) };
  const list = part === 'config' ? view.config[String(setting)] : undefined;
  if (!Array.isArray(list) || typeof index !== 'number') return undefined;
  return { ...view, config: { ...view.config, [String(setting)]: list.toSpliced(index, 1) } };
}

const LISTS = ['sort', 'group', 'colors', 'quick'] as const;
const isList = (part: Issue['path'][number] | undefined): part is (typeof LISTS)[number] =>
  LISTS.some((name) => name === part);
