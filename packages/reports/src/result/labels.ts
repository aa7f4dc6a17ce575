import { shownText } from '@trellis/forms/model';
import type { LOCALES, LocalText } from '@trellis/metadata';
import type { ExpandedDimension } from '../compile/types.ts';
import { bucketText } from './calendar.ts';

const EMPTY: LocalText = { zh: '（空）', en: '(empty)' };
const UNTITLED: LocalText = { zh: '（未命名）', en: '(untitled)' };
const YES_NO: Readonly<Record<string, LocalText>> = {
  true: { zh: '是', en: 'Yes' },
  false: { zh: '否', en: 'No' },
};

/** What to print for a value of a dimension, in both languages. `title`: that of the record or member it names. */
export function valueLabel(
  dimension: ExpandedDimension,
  value: string | null,
  title: string | undefined,
  tz: string,
): LocalText {
  const { place, bucket, options } = dimension;
  if (value === null) return EMPTY;
  if (place.target !== undefined) return title ? { zh: title } : UNTITLED;
  if (bucket !== undefined) return inBoth((locale) => bucketText(value, bucket, locale));
  if (options) return options.find(({ key }) => key === value)?.label ?? { zh: value };
  if (place.type.kind === 'boolean') return YES_NO[value] ?? { zh: value };
  const { field } = place;
  return field ? inBoth((locale) => shownText(field, value, { locale, tz })) : { zh: value };
}

function inBoth(write: (locale: (typeof LOCALES)[number]) => string): LocalText {
  return { zh: write('zh'), en: write('en') };
}
