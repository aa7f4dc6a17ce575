/** Replaces `{name}` and `{name:substitute}`; a name without value or substitute is left out. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name: string, substitute = '') =>
    String(params[name] ?? substitute),
  );
