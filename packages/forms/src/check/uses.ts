import type {
  DefinitionKind,
  FieldSchema,
  FormDocument,
  Issue,
  JsonObject,
  LayoutNode,
} from '@trellis/metadata';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { completeConfig } from '../form/normalise.ts';
import { rowsIn } from '../form/owned.ts';
import { splitRef } from '../form/refs.ts';
import { fieldTypes } from '../registry.ts';
import { dashboardIssues } from './app.ts';
import type { Published } from './dependents.ts';
import type { Forms } from './expr.ts';
import { formIssues } from './form.ts';
import { roleIssues } from './role.ts';
import { viewIssues } from './view.ts';

/** A place of a definition that names something of a form. */
export interface Use {
  readonly kind: DefinitionKind;
  /** "app:key". */
  readonly ref: string;
  /** Where in the document, and what would be said of it. */
  readonly issue: Issue;
}

/** What a field, or one of its options, is looked for as. */
export interface Sought {
  /** Of a column: "lines.price". */
  readonly field: string;
  readonly option?: string | undefined;
}

/**
 * Everywhere a field or an option of a form is named: the places that stop being right without it, found by the very
 * checks that publishing makes, so that nothing which can break is missed.
 * @param forms all forms of the workspace by "app:form", this one as it is looked at
 */
export function usesOf(form: CompiledForm, sought: Sought, forms: Forms, others: Published): readonly Use[] {
  const { uses, before, judge, judgeViews } = judging(...withAndWithout(form, sought, forms));
  for (const [ref, one] of before)
    judge('form', ref, (all) => formIssues(ref === form.ref ? (all.get(ref) ?? one) : one, all));
  if (sought.option === undefined) uses.push(...keptUses(form, sought.field));
  judgeViews(others.views);
  for (const [ref, role] of others.roles)
    judge('role', ref, (all) => roleIssues(splitRef(ref).app, role, all));
  for (const [ref, page] of others.dashboards)
    judge('dashboard', ref, (all) => dashboardIssues(splitRef(ref).app, page, all));
  return uses;
}

/** Everywhere a whole form is named besides itself: what stops being right when it is gone. */
export function usesOfForm({ ref }: CompiledForm, forms: Forms, others: Published): readonly Use[] {
  const { uses, before, judge, judgeViews } = judging(
    forms,
    new Map([...forms].filter(([one]) => one !== ref)),
  );
  for (const [of, form] of before) if (of !== ref) judge('form', of, (all) => formIssues(form, all));
  judgeViews(others.views);
  for (const [of, role] of others.roles) judge('role', of, (all) => roleIssues(splitRef(of).app, role, all));
  for (const [of, page] of others.dashboards)
    judge('dashboard', of, (all) => dashboardIssues(splitRef(of).app, page, all));
  // Its views and the rights in it are parts of it.
  return uses.filter(
    ({ kind, issue }) => issue.code !== 'unknown_form' || (kind !== 'role' && kind !== 'view'),
  );
}

/** The same in views alone, by "app:name". */
export function usesInViews(
  form: CompiledForm,
  sought: Sought,
  forms: Forms,
  views: Published['views'],
): readonly Use[] {
  const { uses, judgeViews } = judging(...withAndWithout(form, sought, forms));
  judgeViews(views);
  return uses;
}

/** All forms as they are looked at, and as they would be without what is sought. */
function withAndWithout(form: CompiledForm, sought: Sought, forms: Forms): readonly [Forms, Forms] {
  const without = compileForm(form.ref, withoutSought(form.document, sought));
  return [new Map(forms).set(form.ref, form), new Map(forms).set(form.ref, without)];
}

function judging(before: Forms, after: Forms) {
  const uses: Use[] = [];
  const judge = (kind: DefinitionKind, ref: string, issuesUnder: (forms: Forms) => readonly Issue[]) => {
    const issues = issuesUnder(after);
    if (issues.length === 0) return;
    const known = new Set(issuesUnder(before).map(identity));
    const places = new Set<string>();
    for (const issue of issues) {
      const place = issue.path.join('.');
      if (known.has(identity(issue)) || places.has(place)) continue;
      places.add(place);
      uses.push({ kind, ref, issue });
    }
  };
  const judgeViews = (views: Published['views']) => {
    for (const [ref, view] of views) judge('view', ref, (all) => viewIssues(splitRef(ref).app, view, all));
  };
  return { uses, before, judge, judgeViews };
}

/** What the next new record begins with: publishing takes a field that is gone out there, so no check asks for it. */
function keptUses({ ref, document }: CompiledForm, field: string): readonly Use[] {
  const { keep } = document.trellis.submit ?? {};
  const index = keep === undefined || keep === 'all' ? -1 : keep.indexOf(field);
  if (index < 0) return [];
  const path = ['trellis', 'submit', 'keep', index];
  return [{ kind: 'form', ref, issue: { path, code: 'unknown_field', params: { name: field } } }];
}

const identity = ({ path, code }: Issue): string => JSON.stringify([path, code]);

/** The form without a field, a column, or an option; unchanged where there is no such thing. */
function withoutSought(document: FormDocument, { field: name, option }: Sought): FormDocument {
  const [key = '', column] = name.split('.');
  const field = Object.hasOwn(document.properties, key) ? document.properties[key] : undefined;
  if (!field) return document;
  const set = (next: FieldSchema): FormDocument => ({
    ...document,
    properties: { ...document.properties, [key]: next },
  });
  const withConfig = (of: FieldSchema, change: JsonObject): FieldSchema => ({
    ...of,
    trellis: { ...of.trellis, config: { ...of.trellis.config, ...change } },
  });
  const lessOption = (of: FieldSchema): FieldSchema => {
    const options = of.trellis.config.options;
    if (!Array.isArray(options)) return of;
    const kept = options.filter((one) => (one as { readonly key?: unknown }).key !== option);
    return withConfig(of, { options: kept });
  };
  if (column !== undefined) {
    const type = fieldTypes.find(field.trellis.type);
    const rows = type && rowsIn(type, completeConfig(type, field.trellis.config));
    const inRow = rows?.properties[column];
    if (type?.owned === undefined || !rows || !inRow) return document;
    const { [column]: _, ...rest } = rows.properties;
    const properties = option === undefined ? rest : { ...rows.properties, [column]: lessOption(inRow) };
    const required = option === undefined ? rows.required.filter((one) => one !== column) : rows.required;
    return set(
      withConfig(field, { [type.owned]: { ...rows, properties, required } as unknown as JsonObject }),
    );
  }
  if (option !== undefined) return set(lessOption(field));
  const { [key]: _, ...properties } = document.properties;
  const { trellis } = document;
  return {
    ...document,
    properties,
    required: document.required.filter((one) => one !== key),
    trellis: { ...trellis, layout: withoutNode(trellis.layout, key) },
  };
}

function withoutNode<N extends LayoutNode>(nodes: readonly N[], field: string): readonly N[] {
  return nodes
    .filter((node) => node.kind !== 'field' || node.field !== field)
    .map((node) => ('children' in node ? { ...node, children: withoutNode(node.children, field) } : node));
}
