import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { textFormat } from './formats.ts';
import { type TextConfig, text } from './model.ts';

/** Forms that are not met by chance: each has a check digit. */
const TELLING = ['id_card', 'credit_code'] as const;
/** A number of a bank card is one in ten of all long numbers: the name must say so too. */
const CARD = /卡号|账号|帐号|card/i;

/** Whatever it is, it is text; with a check digit in every cell it is a number of a known form. */
export const inferText: Infer<TextConfig> = (column) => {
  const formats = CARD.test(column.name) ? ([...TELLING, 'bank_card'] as const) : TELLING;
  for (const name of formats) {
    const format = textFormat(name);
    if (format && share(column, (cell) => format.test(format.clean(cell))) >= MOST)
      return { config: { ...text.config.defaults(), format: name }, rank: 0.97 };
  }
  const longest = Math.max(0, ...[...column.texts.keys()].map((cell) => cell.length));
  const { maxLength } = text.config.defaults();
  const config = { maxLength: Math.min(10_000, Math.max(maxLength, Math.ceil(longest / 100) * 100)) };
  return { config, rank: 0.3 };
};
