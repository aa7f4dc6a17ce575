/** The interface languages. zh is the one every text has; a missing en falls back to it. */
export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text that a person reads, by language. */
export interface LocalText {
  readonly zh: string;
  readonly en?: string;
}

/** The text in `locale`, or in Chinese where it was not translated. */
export function localText(text: LocalText, locale: Locale): string {
  return (locale === 'en' ? text.en : undefined) || text.zh;
}
