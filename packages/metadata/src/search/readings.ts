import { pinyin } from 'pinyin-pro';
import { isSyllable } from './syllables.ts';

const known = new Map<string, readonly string[]>();
const HAN = /\p{Script=Han}/u;
/** The rarer a reading the later it comes; what comes after these nobody types. */
const MAX_READINGS = 4;

/**
 * How a Chinese character may be read, in pinyin without tones, the commonest first; none for other characters. All
 * readings, since names choose the rare ones (单 = shan, 仇 = qiu). ü can be typed as v and as u.
 */
export function readingsOf(char: string): readonly string[] {
  let readings = known.get(char);
  if (!readings) {
    readings = HAN.test(char) ? read(char) : [];
    known.set(char, readings);
  }
  return readings;
}

function read(char: string): readonly string[] {
  const all = pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true });
  const typed = all.filter(isSyllable).slice(0, MAX_READINGS);
  return [...new Set(typed.flatMap((syllable) => [syllable, syllable.replace('v', 'u')]))].filter(isSyllable);
}
