/**
 * The canonical name of a form that a document of `app` names: "account" → "lifecycle_crm:account".
 * "app:form" and targets that are not forms ("$member") stay as they are.
 */
export const resolveRef = (app: string, ref: string): string =>
  ref.startsWith('$') || ref.includes(':') ? ref : `${app}:${ref}`;

/** Both halves of a canonical form reference. */
export function splitRef(ref: string): { readonly app: string; readonly key: string } {
  const at = ref.indexOf(':');
  if (at < 1) throw new Error(`Not an "app:form" reference: ${ref}`);
  return { app: ref.slice(0, at), key: ref.slice(at + 1) };
}

/** The name under which the records that point here with their field `via` are a to-many path: "contact@account". */
export function reverseName(app: string, form: string, via: string): string {
  const source = splitRef(form);
  return `${source.app === app ? source.key : form}@${via}`;
}
