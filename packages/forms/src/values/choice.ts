import { type Expr, type Macro, normalizeDecimal } from '@trellis/logic';
import { type Issue, type JsonObject, OPTION_COLORS, type OptionDef } from '@trellis/metadata';
import type { Surroundings } from '../contract.ts';
import { optionSchema } from './options.ts';
import { sameText } from './text.ts';

/** An option of a select or multi-select. */
export type ChoiceOption = OptionDef &
  JsonObject & {
    /** What it counts for in formulas: `{"score": [{"var": "grade"}]}`; an exact number. */
    readonly score?: string | number;
    /** "Other": who chooses it says what in the field `note`. */
    readonly other?: boolean;
  };

/** Settings that select and multi-select share. */
export type ChoiceConfig = {
  /** In the order in which they are offered. Of a shared set: a copy that publishing brings up to date. */
  readonly options: readonly ChoiceOption[];
  /** Key of the app's shared option set that the options come from. */
  readonly set?: string;
  /** All options side by side or below each other instead of a list that opens. */
  readonly display?: 'dropdown' | 'tiles' | 'progress';
  readonly direction?: 'horizontal' | 'vertical';
  /** Text field that says what "other" is. */
  readonly note?: string;
  readonly noteRequired?: boolean;
  /** Who may design the form may add an option while filling it in. */
  readonly growable?: boolean;
};

const DECIMAL = { type: ['string', 'number'], format: 'decimal' };
const KEY = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' };

/** Schema of the settings that select and multi-select share; `extra` adds properties. */
export const choiceSchema = (displays: readonly string[], extra: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['options'],
  additionalProperties: false,
  properties: {
    set: KEY,
    options: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: optionSchema({ score: DECIMAL, other: { type: 'boolean' } }),
    },
    display: { type: 'string', enum: displays },
    direction: { type: 'string', enum: ['horizontal', 'vertical'] },
    note: KEY,
    noteRequired: { type: 'boolean' },
    growable: { type: 'boolean' },
    ...extra,
  },
});

/** Branches of one `if`: it takes 101 arguments. */
const BRANCHES = 50;

/** A number as a literal that can be nothing else: among others a text of digits would be a text. */
function literal(number: string | number): Expr {
  const exact = normalizeDecimal(number);
  const short = Number(number);
  return exact !== null && normalizeDecimal(short) === exact ? short : { '+': [exact, 0] };
}

/** The number that belongs to the option in a field; null for none, or an option without one. */
export const numberByKey =
  (numbers: readonly (readonly [key: string, number: string | number])[]): Macro =>
  (field) => {
    let rest: Expr = null;
    for (let end = numbers.length; end > 0; end -= BRANCHES) {
      const some = numbers.slice(Math.max(0, end - BRANCHES), end);
      const otherwise: readonly Expr[] = rest === null ? [] : [rest];
      rest = {
        if: [...some.flatMap(([key, number]) => [{ '==': [field, key] }, literal(number)]), ...otherwise],
      };
    }
    return rest === null ? undefined : rest;
  };

/** The scores of all options that a field holds, added up; 0 for none. */
const scoreOfMany =
  (options: readonly ChoiceOption[]): Macro =>
  (field) => {
    const terms = options.flatMap(({ key, score }) =>
      score === undefined ? [] : [{ if: [{ has_any: [field, [key]] }, literal(score), 0] }],
    );
    let sum: Expr = 0;
    for (let at = 0; at < terms.length; at += BRANCHES)
      sum = { '+': [sum, ...terms.slice(at, at + BRANCHES)] };
    return terms.length === 0 ? undefined : sum;
  };

/** `score`, where the options have any. */
export function scoreMacros({ options }: ChoiceConfig, many: boolean): Readonly<Record<string, Macro>> {
  if (!options.some(({ score }) => score !== undefined)) return {};
  const scores = options.flatMap(({ key, score }) => (score === undefined ? [] : [[key, score] as const]));
  return { score: many ? scoreOfMany(options) : numberByKey(scores) };
}

/** The field that must say what "other" is, if one of the chosen keys asks for it. */
export function notesFor(keys: readonly string[], config: ChoiceConfig): readonly string[] {
  const { note, noteRequired, options } = config;
  if (note === undefined || !noteRequired) return [];
  return options.some(({ key, other }) => other && keys.includes(key)) ? [note] : [];
}

/** Mistakes in what select and multi-select share. */
export function choiceIssues({ note }: ChoiceConfig, around: Surroundings): readonly Issue[] {
  if (note === undefined || !around.own) return [];
  const type = around.own(note);
  if (!type) return [{ path: ['note'], code: 'unknown_field', params: { name: note } }];
  return type.kind === 'text' && !type.many ? [] : [{ path: ['note'], code: 'not_a_note' }];
}

/** Lines as people paste them: one option each, "中文<tab>English" or parted by two spaces; names that exist are skipped. */
export function optionsOfLines(text: string, options: readonly ChoiceOption[]): readonly ChoiceOption[] {
  const names = new Set(options.flatMap(({ label }) => [label.zh, label.en ?? label.zh].map(sameText)));
  const keys = new Set(options.map(({ key }) => key));
  const made: ChoiceOption[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [zh = '', en = ''] = line
      .trim()
      .split(/\t+| {2,}/)
      .map((part) => part.trim().normalize('NFC').slice(0, 100));
    if (zh === '' || names.has(sameText(zh)) || (en && names.has(sameText(en)))) continue;
    names.add(sameText(zh));
    if (en) names.add(sameText(en));
    let n = options.length + made.length + 1;
    while (keys.has(`option_${n}`)) n++;
    keys.add(`option_${n}`);
    const color = OPTION_COLORS[n % OPTION_COLORS.length] ?? 'gray';
    made.push({ key: `option_${n}`, label: en ? { zh, en } : { zh }, color });
  }
  return made;
}

/** In the order of a Chinese dictionary; options that stand for "other" stay last. */
export function byPinyin<O extends ChoiceOption>(options: readonly O[]): readonly O[] {
  const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin-kn');
  return options.toSorted(
    (a, b) => Number(a.other ?? false) - Number(b.other ?? false) || order.compare(a.label.zh, b.label.zh),
  );
}
