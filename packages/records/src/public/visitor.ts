import { createHash } from 'node:crypto';
import { type CompiledField, keptColumns, offeredFields } from '@trellis/forms/model';
import { type Action, AppError, type FormGrant } from '@trellis/metadata';
import { type Access, accessTo } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { PUBLIC_MEMBER, type PublicForm } from './forms.ts';

/** What is known of a request from a visitor. */
export type Visit = Pick<Ctx, 'pool' | 'catalog' | 'now' | 'locale' | 'keys' | 'screen' | 'outer' | 'log'>;

/** The published form behind a public one. Errors: public_form_not_found (uninstalled, deleted), form_unavailable. */
export function formOf({ catalog }: Visit, { form: ref }: PublicForm): CatalogForm {
  const form = catalog.forms.get(ref);
  if (!form || form.state === 'binned') throw new AppError('public_form_not_found');
  if (form.state !== 'ok') throw new AppError('form_unavailable', { params: { form: ref } });
  return form;
}

/** The fields that visitors see. */
export const offeredIn = (visit: Visit, pub: PublicForm): readonly CompiledField[] =>
  offeredFields(formOf(visit, pub), pub.settings.fields);

/**
 * A visitor as the engines see one: somebody without a login who may do this with these fields of the form and for
 * whom nothing else exists.
 * @param what names the fields, so that what is known of the same rights is found again
 */
export function visitorCtx(
  visit: Visit,
  pub: PublicForm,
  what: string,
  fields: readonly CompiledField[],
  actions: readonly Action[] = ['view', 'create'],
): Ctx {
  const form = formOf(visit, pub);
  const seen = new Set(fields.map(({ key }) => key));
  const hidden = [...form.fields.keys(), ...form.displays.keys()].filter((key) => !seen.has(key));
  const grant: FormGrant = { actions, hidden: [...hidden, ...fields.flatMap(keptColumns)] };
  return {
    ...visit,
    cause: 'public',
    // The page shows them once; visitors are asked for no reason.
    accept: { reason: null },
    actor: {
      id: PUBLIC_MEMBER,
      departments: [],
      roles: [],
      admin: false,
      visitor: { key: `${what} ${pub.token} ${pub.revision}`, form: pub.form, grant },
    },
  };
}

/** The rights of a visitor who fills in the form. */
export const fillingAccess = (visit: Visit, pub: PublicForm): Access =>
  accessTo(visitorCtx(visit, pub, 'fill', offeredIn(visit, pub)), pub.form);

/** A visitor of a form as an id: who uploaded a file, who submitted before. The browser's own name is not kept. */
export function visitorId({ token }: PublicForm, visitor: string): string {
  const hex = createHash('sha256').update(`trellis visitor\n${token}\n${visitor}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
