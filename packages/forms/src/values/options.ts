import {
  fail,
  type JsonObject,
  type Locale,
  localText,
  OPTION_COLORS,
  type OptionDef,
  ok,
  type Result,
} from '@trellis/metadata';
import { sameText } from './text.ts';

/** Separators between several options in one text. */
const SEPARATOR = /[、,，;；|｜/\n\t]/;

/** JSON Schema of an option in settings; `extra` adds properties of a richer option. */
export const optionSchema = (extra: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['key', 'label'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
    label: { $ref: 'trellis:local-text' },
    color: { type: 'string', enum: OPTION_COLORS },
    retired: { type: 'boolean' },
    ...extra,
  },
});

/** How options can be written, best first: the shown label, any label, the key. */
function names(option: OptionDef, locale: Locale): readonly string[] {
  return [localText(option.label, locale), option.label.zh, option.label.en ?? option.label.zh, option.key];
}

/** The option that a text names, by label (either language) or key; exact spelling goes before a similar one. */
function findOption(text: string, options: readonly OptionDef[], locale: Locale): OptionDef | undefined {
  for (const fold of [(name: string) => name.trim(), sameText]) {
    const wanted = fold(text);
    for (let rank = 0; rank < 4; rank++) {
      const found = options.find((option) => fold(names(option, locale)[rank] ?? '') === wanted);
      if (found) return found;
    }
  }
  return undefined;
}

export function parseOption(
  text: string,
  options: readonly OptionDef[],
  locale: Locale,
): Result<string | null> {
  const name = text.trim();
  if (name === '') return ok(null);
  const option = findOption(name, options, locale);
  return option ? ok(option.key) : fail({ path: [], code: 'unknown_option', params: { value: name } });
}

/** Several options in one text; a label that itself holds a separator is recognised as a whole. */
export function parseOptions(
  text: string,
  options: readonly OptionDef[],
  locale: Locale,
): Result<readonly string[]> {
  const keys: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const ends = [...rest.matchAll(new RegExp(SEPARATOR, 'g'))].map((match) => match.index);
    const lengths = [rest.length, ...ends.reverse()];
    const length = lengths.find((end) => end > 0 && findOption(rest.slice(0, end), options, locale));
    const shortest = lengths.at(-1) ?? rest.length;
    const name = rest.slice(0, length ?? shortest).trim();
    if (length === undefined && name !== '') {
      return fail({ path: [], code: 'unknown_option', params: { value: name } });
    }
    const option = findOption(name, options, locale);
    if (option) keys.push(option.key);
    rest = rest.slice((length ?? shortest) + 1).trim();
  }
  return ok(keys);
}

/** Label of an option; its key where the option no longer exists. */
export function optionLabel(key: string, options: readonly OptionDef[], locale: Locale): string {
  const option = options.find((candidate) => candidate.key === key);
  return option ? localText(option.label, locale) : key;
}
