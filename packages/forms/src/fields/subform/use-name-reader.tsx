import { MEMBER_TARGET } from '@trellis/metadata';
import type { TextEnv } from '../../contract.ts';
import type { CompiledField } from '../../form/compile.ts';
import { sameText } from '../../values/text.ts';
import { useFormServices, useTextEnv } from '../../widgets/services.tsx';

/** Different names that are looked up at once; more are left to be chosen by hand. */
const MOST_NAMES = 100;

/**
 * What reading a block of cells needs to know of the world: the records and members that its texts name, each by its
 * exact title.
 */
export function useNameReader(): (
  columns: readonly (CompiledField | undefined)[],
  cells: readonly (readonly string[])[],
) => Promise<TextEnv> {
  const services = useFormServices();
  const env = useTextEnv();
  return async (columns, cells) => {
    const found = new Map<string, string>();
    const key = (target: string, text: string) => `${target} ${sameText(text)}`;
    for (const { id, name } of services.members) found.set(key(MEMBER_TARGET, name), id);
    const wanted = new Map<string, { target: string; text: string }>();
    for (const [index, column] of columns.entries()) {
      const { target } = column ?? {};
      if (target === undefined || target === MEMBER_TARGET) continue;
      for (const line of cells) {
        const text = line[index]?.trim() ?? '';
        if (text !== '' && wanted.size < MOST_NAMES) wanted.set(key(target, text), { target, text });
      }
    }
    const { signal } = new AbortController();
    await Promise.all(
      [...wanted].map(async ([name, { target, text }]) => {
        const choices = await services.searchReference(target, text, signal).catch(() => []);
        const [exact, another] = choices.filter(({ title }) => sameText(title) === sameText(text));
        if (!exact || another) return;
        found.set(name, exact.id);
        services.picked.set(exact.id, exact.title);
      }),
    );
    // A setting names a form of its app without the app.
    const named = (name: string): string =>
      columns.find((one) => one?.target === name || one?.target?.endsWith(`:${name}`))?.target ?? name;
    return { ...env, resolve: (target, text) => found.get(key(named(target), text)) };
  };
}
