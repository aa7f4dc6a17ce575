import type { Locale } from '../kernel/text.ts';

/** Replaces `{name}` and `{name:substitute}`; a name without value or substitute is left out. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name: string, substitute = '') =>
    String(params[name] ?? substitute),
  );

/** Parameters that are names come in Chinese; `name_en` beside `name` is the English one. */
export function inLanguage(
  params: Readonly<Record<string, string | number>>,
  locale: Locale,
): Readonly<Record<string, string | number>> {
  if (locale !== 'en') return params;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, params[`${name}_en`] ?? value]),
  );
}
