import { resolveRef } from '@trellis/forms/model';

/** What becomes of the name "app:form" of a form. */
export type Rename = (ref: string) => string;

interface Apps {
  readonly from: string;
  readonly to: string;
}

/**
 * A document as it names forms in another app, or under other keys. Names stand as settings (`form`), as the records that
 * point to a form (`rows`: "contact@account") and in the paths of expressions.
 */
export function renamed<D>(document: D, apps: Apps, rename: Rename): D {
  const name = (text: string): string => {
    if (text.startsWith('$')) return text;
    const ref = rename(resolveRef(apps.from, text));
    return ref.startsWith(`${apps.to}:`) ? ref.slice(apps.to.length + 1) : ref;
  };
  const path = (text: string): string =>
    text.includes('@')
      ? text
          .split('.')
          .map((step) => step.replace(/^[^@]+(?=@)/, name))
          .join('.')
      : text;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]): [string, unknown] => {
        if (typeof value !== 'string') return [key, walk(value)];
        if (key === 'form') return [key, name(value)];
        return [key, key === 'rows' || key === 'var' ? path(value) : value];
      }),
    );
  };
  return walk(document) as D;
}
