import { behaviourState, type CompiledForm, compileForm, defaults, withFormulas } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { FormDocument } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { prunedForm, withoutRemarks } from '../access/prune.ts';
import type { PublicForm } from './forms.ts';
import { type Params, prefilled } from './prefill.ts';
import { takenBy } from './submissions.ts';
import { fillingAccess, offeredIn, type Visit, visitorCtx } from './visitor.ts';

/** Whether a form takes submissions now, and why not. */
export type OpenState = 'open' | 'early' | 'closed' | 'full';

export async function openState(visit: Visit, pub: PublicForm): Promise<OpenState> {
  const { opensAt, closesAt, limit } = pub.settings;
  if (opensAt !== undefined && visit.now < opensAt) return 'early';
  if (closesAt !== undefined && visit.now >= closesAt) return 'closed';
  if (limit !== undefined && (await takenBy(visit, pub)) >= limit) return 'full';
  return 'open';
}

interface Seen {
  readonly document: FormDocument;
  readonly form: CompiledForm;
}
const seen = new WeakMap<Access, Seen>();

/** The form as if nothing but the offered fields had ever been made. */
function seenBy(access: Access): Seen {
  let known = seen.get(access);
  if (!known) {
    const document = withoutSources(withoutRemarks(prunedForm(access)));
    known = { document, form: compileForm(access.form.ref, document) };
    seen.set(access, known);
  }
  return known;
}

/** Defaults that come from other records or the address are worked out here: how is nobody's business. */
function withoutSources(document: FormDocument): FormDocument {
  const properties = Object.entries(document.properties).map(([key, schema]) => {
    const { default: given, ...rest } = schema.trellis;
    const own = given?.kind === 'value' || given?.kind === 'expr';
    return [key, own ? schema : { ...schema, trellis: rest }] as const;
  });
  return { ...document, properties: Object.fromEntries(properties) };
}

/** What a visitor's page begins with: the document, its first values, and what the rules say of them. */
export interface PublicPage {
  readonly document: FormDocument;
  readonly tz: string;
  readonly now: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly visible: readonly string[];
  readonly required: readonly string[];
  readonly readonly: readonly string[];
}

export function publicPage(visit: Visit, pub: PublicForm, params: Params): PublicPage {
  const { document, form } = seenBy(fillingAccess(visit, pub));
  const offered = offeredIn(visit, pub);
  const env = envOf(visitorCtx(visit, pub, 'fill', offered));
  const first = prefilled(visit, offered, pub.settings, params);
  const values = withFormulas(form, { ...defaults(form, env, {}, first), ...first }, {}, env);
  const state = behaviourState(form, values, env);
  return {
    document,
    tz: visit.catalog.workspace.tz,
    now: visit.now,
    values,
    visible: [...state.visible],
    required: [...state.required],
    readonly: [...state.readonly],
  };
}
