import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type ChoiceConfig, choiceIssues, choiceSchema, notesFor, scoreMacros } from '../../values/choice.ts';
import { optionLabel, parseOptions } from '../../values/options.ts';

export type MultiSelectConfig = ChoiceConfig & {
  /** Fewest and most options that a value may have. */
  readonly min?: number;
  readonly max?: number;
  /** "Other" stands by itself: who chooses it chooses nothing else. */
  readonly otherAlone?: boolean;
};

/** Any of a list of options; the value is the set of their keys in the order of the options. */
export const multiSelect: FieldType<MultiSelectConfig, readonly string[]> = {
  type: 'multi_select',
  icon: 'unordered-list',
  group: 'choice',
  label: { zh: '多选', en: 'Multi-select' },
  description: {
    zh: '从选项中选多个，如标签、关注产品',
    en: 'Several of the options such as tags or interests',
  },
  example: {
    value: ['mes', 'erp', 'training'],
    config: {
      options: [
        { key: 'mes', label: { zh: 'MES' }, color: 'teal' },
        { key: 'erp', label: { zh: 'ERP' }, color: 'indigo' },
        { key: 'training', label: { zh: '培训', en: 'Training' }, color: 'amber' },
        { key: 'service', label: { zh: '售后', en: 'Service' }, color: 'pink' },
      ],
    },
  },
  kind: 'option',
  many: true,
  config: {
    schema: choiceSchema(['dropdown', 'tiles'], {
      min: { type: 'integer', minimum: 1, maximum: 1000 },
      max: { type: 'integer', minimum: 1, maximum: 1000 },
      otherAlone: { type: 'boolean' },
    }),
    defaults: () => ({
      options: [
        { key: 'option_1', label: { zh: '选项 1', en: 'Option 1' }, color: 'blue' },
        { key: 'option_2', label: { zh: '选项 2', en: 'Option 2' }, color: 'green' },
      ],
    }),
  },
  check: (config, around) => [
    ...choiceIssues(config, around),
    ...(config.min !== undefined && config.max !== undefined && config.max < config.min
      ? [{ path: ['max'], code: 'range_reversed' }]
      : []),
  ],
  valueSchema: ({ options, min = 1, max }) => ({
    type: 'array',
    items: { type: 'string', enum: options.map((option) => option.key) },
    uniqueItems: true,
    minItems: min,
    ...(max === undefined ? {} : { maxItems: max }),
  }),
  normalise: (input, config) => {
    if (input === null || input === undefined) return ok(null);
    if (!Array.isArray(input)) return fail({ path: [], code: 'not_list' });
    const wrong = input.findIndex((key) => typeof key !== 'string');
    return wrong < 0 ? ok(inOrder(input, config)) : fail({ path: [wrong], code: 'not_text' });
  },
  parse: (input, config, env): Result<readonly string[] | null> => {
    const keys = parseOptions(input, config.options, env.locale);
    return keys.ok ? ok(inOrder(keys.value, config)) : keys;
  },
  format: (value, config, env) =>
    value.map((key) => optionLabel(key, config.options, env.locale)).join(env.locale === 'zh' ? '、' : ', '),
  judge: (value, config) =>
    config.otherAlone && value && value.length > 1 && othersOf(value, config).length > 0
      ? [{ path: [], code: 'other_alone' }]
      : [],
  column: () => 'text[]',
  options: (config) => config.options,
  macros: (config) => scoreMacros(config, true),
  demands: (value, config) => notesFor(value, config),
};

/** Equal sets become equal arrays: no repetitions, order of the options, unknown keys last (the schema refuses them). */
function inOrder(keys: readonly string[], config: MultiSelectConfig): readonly string[] | null {
  const wanted = new Set(keys.map((key) => key.trim()));
  wanted.delete('');
  const known = config.options.map((option) => option.key).filter((key) => wanted.delete(key));
  const all = [...known, ...wanted];
  return all.length === 0 ? null : all;
}

const othersOf = (keys: readonly string[], { options }: MultiSelectConfig): readonly string[] =>
  options.flatMap(({ key, other }) => (other && keys.includes(key) ? [key] : []));

/**
 * What is chosen after a change, where "other" stands by itself: the newer choice wins, and the options before "other"
 * where both are new.
 */
export function withoutClash(
  before: readonly string[],
  after: readonly string[],
  config: MultiSelectConfig,
): readonly string[] {
  const others = othersOf(after, config);
  if (!config.otherAlone || others.length === 0 || others.length === after.length) return after;
  const added = after.filter((key) => !before.includes(key));
  const onlyOther = added.length > 0 && added.every((key) => others.includes(key));
  return after.filter((key) => others.includes(key) === onlyOther);
}
