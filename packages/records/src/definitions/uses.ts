import {
  type CompiledForm,
  type Published,
  placeOfUse,
  resolveRef,
  type Sought,
  settingNames,
  splitRef,
  type Use,
  usesOf,
} from '@trellis/forms/model';
import { readForm } from '@trellis/forms/server';
import {
  AppError,
  type Contract,
  type DashboardDocument,
  type DefinitionKind,
  type FormDocument,
  type Issue,
  issueMessage,
  type LocalText,
  type ReplyOf,
  type RoleDocument,
  type ViewDocument,
} from '@trellis/metadata';
import { documentIssues } from '@trellis/metadata/ajv';
import type { Ctx } from '../contract.ts';
import { settingsIssues } from '../public/check.ts';
import { getPublicForm } from '../public/forms.ts';
import { quoteName } from '../storage/names.ts';
import { templateUses } from '../templates/uses.ts';
import { personalUses } from '../views/uses.ts';
import { requireDesigner } from './guard.ts';

type Uses = ReplyOf<Contract['listUses']>['uses'];

/**
 * Where fields of a form, or an option of one, are named: in its draft, in everything that is published in the workspace,
 * in the drafts that others are working on, and in the template that the app came from.
 * @param templates folder of the templates
 * Errors: definition_not_found, forbidden.
 */
export async function listUses(
  ctx: Ctx,
  { app, key }: { readonly app: string; readonly key: string },
  { fields, option }: { readonly fields: readonly string[]; readonly option?: string | undefined },
  templates: string,
): Promise<Uses> {
  requireDesigner(ctx, { kind: 'form', app, key });
  const ref = `${app}:${key}`;
  const drafts = await readDrafts(ctx);
  const form = drafts.forms.get(ref) ?? ctx.catalog.forms.get(ref);
  if (!form) throw new AppError('definition_not_found');
  const uses: Uses = [];
  const seen = new Set<string>();
  for (const field of fields) {
    const sought: Sought = { field, option };
    const published = usesOf(form, sought, ctx.catalog.forms, ctx.catalog);
    const drafted = usesOf(form, sought, new Map([...ctx.catalog.forms, ...drafts.forms]), drafts);
    for (const use of [...published, ...drafted]) {
      const name = JSON.stringify([use.kind, use.ref, use.issue.path]);
      // The form's own draft is what people look at.
      const own = use.kind === 'form' && use.ref === ref;
      if (seen.has(name) || (option === undefined && isItself(use, own, fields))) continue;
      seen.add(name);
      const draft = !own && !published.includes(use);
      const document = own ? form.document : documentOf(use, draft ? drafts : ctx.catalog);
      uses.push(inWords(ctx, use, document, draft));
    }
  }
  if (option !== undefined) return uses;
  return [
    ...uses,
    ...(await publicUses(ctx, form, fields)),
    ...(await ofMembers(ctx, form, fields)),
    ...(await templateUses(ctx, templates, { app, key }, fields)),
  ];
}

/** What goes together with a field is no use of it. */
function isItself({ issue }: Use, own: boolean, fields: readonly string[]): boolean {
  const [member, field] = issue.path;
  return own && member === 'properties' && fields.includes(String(field));
}

interface Drafts extends Published {
  readonly forms: ReadonlyMap<string, CompiledForm>;
}

/** The drafts of the workspace that can be read; what is half done is left out. */
export async function readDrafts(ctx: Ctx): Promise<Drafts> {
  const { rows } = await ctx.pool.query<{ kind: DefinitionKind; ref: string; draft: string }>(
    `select kind, app || ':' || key as ref, draft
     from ${quoteName(ctx.catalog.workspace.schema)}.definition where draft is not null`,
  );
  const forms = new Map<string, CompiledForm>();
  const others = {
    views: new Map<string, ViewDocument>(),
    roles: new Map<string, RoleDocument>(),
    dashboards: new Map<string, DashboardDocument>(),
  };
  for (const { kind, ref, draft } of rows) {
    const document: unknown = JSON.parse(draft);
    if (kind === 'form') {
      const form = readForm(ref, document);
      if (form.ok) forms.set(ref, form.value);
    } else if (documentIssues(kind, document).length === 0)
      (others[`${kind}s`] as Map<string, unknown>).set(ref, document);
  }
  return { forms, ...others };
}

/** The document that a use stands in. */
export function documentOf(
  { kind, ref }: Use,
  of: Published & { readonly forms: ReadonlyMap<string, CompiledForm> },
): AnyDocument | undefined {
  return kind === 'form' ? of.forms.get(ref)?.document : of[`${kind}s`].get(ref);
}

type AnyDocument = FormDocument | ViewDocument | RoleDocument | DashboardDocument;

/** A use as a designer reads it. */
export function inWords(ctx: Ctx, use: Use, document: AnyDocument | undefined, draft: boolean): Uses[number] {
  const { kind, ref } = use;
  const { app, key } = splitRef(ref);
  const { said, field, shows } = placeOfUse(use, document as FormDocument | DashboardDocument | undefined);
  return {
    kind,
    app,
    key,
    label: labelOf(document) ?? { zh: key },
    place: issueMessage(settingNamed(ctx, said), ctx.locale),
    ...(document && 'form' in document ? { form: resolveRef(app, document.form) } : {}),
    ...(field === undefined ? {} : { field }),
    draft,
    blocks: !shows && !draft,
  };
}

function settingNamed(ctx: Ctx, issue: Issue): Issue {
  const { setting } = issue.params ?? {};
  if (setting === undefined) return issue;
  const named = settingNames([String(setting)], ctx.locale);
  return { ...issue, params: { ...issue.params, setting: named, setting_en: named } };
}

/** Where the form as it is offered to the public names fields that would be gone. */
async function publicUses(ctx: Ctx, form: CompiledForm, fields: readonly string[]): Promise<Uses> {
  const published = ctx.catalog.forms.get(form.ref);
  if (published?.state !== 'ok') return [];
  const { settings } = await getPublicForm(ctx, { app: form.app, form: form.key });
  const kept = new Map([...published.fields].filter(([key]) => !fields.includes(key)));
  const places = new Set(
    settingsIssues({ ...published, fields: kept }, settings).flatMap(({ path: [, place] }) =>
      Object.hasOwn(PUBLIC, String(place)) ? PUBLIC[String(place)] : [],
    ),
  );
  const label = form.document.trellis.label;
  return [...places].map((code) => ({
    kind: 'public',
    app: form.app,
    key: form.key,
    label,
    place: issueMessage({ path: [], code: code ?? '' }, ctx.locale),
    draft: false,
    blocks: false,
  }));
}

/** Views that members made for themselves lose what names the fields; they are told when they look at them. */
async function ofMembers(ctx: Ctx, form: CompiledForm, fields: readonly string[]): Promise<Uses> {
  return [...(await personalUses(ctx, form, fields))].map(([ref, count]) => {
    const { app, key } = splitRef(ref);
    return {
      kind: 'personal',
      app,
      key,
      label: ctx.catalog.forms.get(ref)?.document.trellis.label ?? { zh: key },
      place: issueMessage({ path: [], code: 'used_personal', params: { count } }, ctx.locale),
      draft: false,
      blocks: false,
    };
  });
}

/** Parts of the settings of a public form. */
const PUBLIC: Readonly<Record<string, string>> = {
  fields: 'used_offered',
  capture: 'used_capture',
  query: 'used_query',
  onceField: 'used_once',
};

function labelOf(document: AnyDocument | undefined): LocalText | undefined {
  if (!document) return undefined;
  return 'label' in document ? document.label : (document as FormDocument).trellis.label;
}
