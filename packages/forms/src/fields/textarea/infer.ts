import type { Infer } from '../../infer/types.ts';
import { type TextareaConfig, textarea } from './model.ts';

/** Longer than a line of a form holds. */
const LONG = 80;

/** Texts of several lines, or too long for one. */
export const inferTextarea: Infer<TextareaConfig> = ({ texts }) => {
  const long = [...texts.keys()].some((cell) => cell.includes('\n') || cell.length > LONG);
  return { config: textarea.config.defaults(), rank: long ? 0.4 : 0.05 };
};
