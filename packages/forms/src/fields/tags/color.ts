import { OPTION_COLORS, type OptionColor } from '@trellis/metadata';

/** A tag has the same colour wherever it stands; nobody has to give it one. */
export function tagColor(tag: string): OptionColor {
  let sum = 0;
  for (const char of tag) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return OPTION_COLORS[sum % OPTION_COLORS.length] ?? 'gray';
}
