import { MAX_NAME, MAX_OPTIONS, optionsNamed } from '../../infer/options.ts';
import { share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { sameText } from '../../values/text.ts';
import type { MultiSelectConfig } from './model.ts';

const SEPARATOR = /\s*[、,，;；|｜]\s*/;
/** Cells that list several; a name with a comma in it now and then makes no list. */
const SOME = 0.15;

/** Lists of short names that come again and again. */
export const inferMultiSelect: Infer<MultiSelectConfig> = (column) => {
  const { texts, whole } = column;
  if (!whole || share(column, (cell) => SEPARATOR.test(cell)) < SOME) return undefined;
  const parts = new Map<string, readonly [string, number]>();
  let all = 0;
  for (const [cell, count] of texts) {
    for (const part of cell.split(SEPARATOR).filter((one) => one !== '')) {
      if (part.length > MAX_NAME) return undefined;
      const [label, before] = parts.get(sameText(part)) ?? [part, 0];
      parts.set(sameText(part), [label, before + count]);
      all += count;
    }
  }
  if (parts.size === 0 || parts.size > MAX_OPTIONS) return undefined;
  // A list of numbers is more likely a number with separators.
  const words = [...parts.values()].every(([label]) => !/^[\d.]+$/.test(label));
  const options = optionsNamed(new Map(parts.values()));
  return { config: { options }, rank: words && all / parts.size >= 2 ? 0.75 : 0.1 };
};
