import type { FieldType } from '../../contract.ts';
import { type ChoiceConfig, choiceIssues, choiceSchema, notesFor, scoreMacros } from '../../values/choice.ts';
import { optionLabel, parseOption } from '../../values/options.ts';
import { cleanText } from '../../values/text.ts';

export type SelectConfig = ChoiceConfig;

/** One of a list of options; the value is the option's key. */
export const select: FieldType<SelectConfig, string> = {
  type: 'select',
  icon: 'down-circle',
  group: 'choice',
  label: { zh: '单选', en: 'Select' },
  description: {
    zh: '从选项中选一个，如行业、来源',
    en: 'One of several options such as industry or source',
  },
  example: {
    value: 'manufacturing',
    config: {
      options: [
        { key: 'manufacturing', label: { zh: '制造业', en: 'Manufacturing' }, color: 'blue', score: 5 },
        { key: 'retail', label: { zh: '零售', en: 'Retail' }, color: 'orange', score: 3 },
        { key: 'finance', label: { zh: '金融', en: 'Finance' }, color: 'purple' },
        { key: 'old', label: { zh: '其他（旧）', en: 'Other (old)' }, color: 'gray', retired: true },
      ],
    },
  },
  kind: 'option',
  config: {
    schema: choiceSchema(['dropdown', 'tiles', 'progress']),
    defaults: () => ({
      options: [
        { key: 'option_1', label: { zh: '选项 1', en: 'Option 1' }, color: 'blue' },
        { key: 'option_2', label: { zh: '选项 2', en: 'Option 2' }, color: 'green' },
      ],
    }),
  },
  check: choiceIssues,
  valueSchema: (config) => ({ type: 'string', enum: config.options.map((option) => option.key) }),
  normalise: (input) => cleanText(input),
  parse: (input, config, env) => parseOption(input, config.options, env.locale),
  format: (value, config, env) => optionLabel(value, config.options, env.locale),
  column: () => 'text',
  options: (config) => config.options,
  macros: (config) => scoreMacros(config, false),
  demands: (value, config) => notesFor([value], config),
};
