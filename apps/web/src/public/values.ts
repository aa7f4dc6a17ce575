import type { PublicProps } from '@trellis/forms/public';

export type Value = PublicProps['value'];
export type Values = Readonly<Record<string, Value>>;

/** Values without files that were still on their way: those are gone with the page that sent them. */
export const withoutPending = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (!Array.isArray(value) || !value.some(isPending)) return [key, value];
      const rest = value.filter((one) => !isPending(one));
      return [key, rest.length === 0 ? null : rest];
    }),
  );

const isPending = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && String((one as { id?: unknown }).id).startsWith('pending:');

/** Whether a file is still on its way. */
export const isSending = (values: Values): boolean =>
  Object.values(values).some((value) => Array.isArray(value) && value.some(isPending));
