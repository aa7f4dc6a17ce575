import type { Locale } from '@trellis/metadata';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from './i18n.ts';

/** Names of the `{parameters}` of a text. */
type ParamsIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsIn<Rest> : never;
type Args<Text> = [ParamsIn<Text>] extends [never]
  ? []
  : [params: Readonly<Record<ParamsIn<Text>, string | number>>];

/** The same keys in English, and `<key>_one` for a text whose `{count}` is 1. */
type Same<Zh> = { readonly [K in keyof Zh]: string } & {
  readonly [K in keyof Zh as `${K & string}_one`]?: string;
};

/** A text of the namespace; parameters are demanded by the type. */
export type Translate<Zh> = <K extends keyof Zh & string>(key: K, ...args: Args<Zh[K]>) => string;

export interface Messages<Zh> {
  /** Hook: texts in the language of the page. */
  (): Translate<Zh>;
  /** Texts in a given language, outside React. */
  in(locale: Locale): Translate<Zh>;
}

/**
 * Registers the texts of a namespace and returns its hook. English must have exactly the keys of Chinese:
 * `export const useT = defineMessages('grid', { zh: { rows: '共 {count} 条' }, en: { rows: '{count} records' } })`.
 */
export function defineMessages<const Zh extends Readonly<Record<string, string>>>(
  namespace: string,
  texts: { readonly zh: Zh; readonly en: NoInfer<Same<Zh>> },
): Messages<Zh> {
  i18n.addResourceBundle('zh', namespace, texts.zh, true, true);
  i18n.addResourceBundle('en', namespace, texts.en, true, true);
  const hook = (): Translate<Zh> => {
    const { t } = useTranslation(namespace, { i18n });
    return useMemo(
      () =>
        (key, ...args) =>
          t(key, args[0] ?? {}),
      [t],
    );
  };
  const fixed = (locale: Locale): Translate<Zh> => {
    const t = i18n.getFixedT(locale, namespace);
    return (key, ...args) => t(key, args[0] ?? {});
  };
  return Object.assign(hook, { in: fixed });
}
