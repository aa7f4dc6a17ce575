import { type Issue, type JsonObject, localText, type OptionDef } from '@trellis/metadata';
import type { FieldType, Surroundings } from '../../contract.ts';
import { numberByKey } from '../../values/choice.ts';
import { optionLabel, optionSchema, parseOption } from '../../values/options.ts';
import { cleanText } from '../../values/text.ts';

/** A step of an ordered course. */
export type StageOption = OptionDef &
  JsonObject & {
    /** Chance of success at this stage, a fraction: "0.3" or 0.3. */
    readonly probability?: string | number;
    /** How the course ends here; open stages are on the way. */
    readonly outcome?: 'open' | 'won' | 'lost';
    /** Days that a record should stay at most. */
    readonly days?: number;
    /** Fields that must be filled in to be here. */
    readonly requires?: readonly string[];
  };

export type StageConfig = {
  /** In the order of the course. */
  readonly options: readonly StageOption[];
  /** Stages that may follow a stage, by its key; from one that is not named a record may go anywhere. */
  readonly moves?: { readonly [from: string]: readonly string[] };
  /** Date-and-time field that keeps since when the record has been in its stage. */
  readonly since?: string;
};

const KEY = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' };
const KEYS = { type: 'array', maxItems: 100, uniqueItems: true, items: KEY };

/** Where a record stands on an ordered course: a sales pipeline, a customer's lifecycle. */
export const stage: FieldType<StageConfig, string> = {
  type: 'stage',
  icon: 'step-forward',
  group: 'choice',
  label: { zh: '阶段', en: 'Stage' },
  description: {
    zh: '有先后顺序的阶段，如客户生命周期、商机阶段',
    en: 'Ordered stages such as a customer lifecycle or a sales pipeline',
  },
  example: {
    value: 'proposal',
    config: {
      options: [
        { key: 'lead', label: { zh: '初步接洽', en: 'Contacted' }, color: 'gray', probability: '0.1' },
        { key: 'need', label: { zh: '需求确认', en: 'Qualified' }, color: 'cyan', probability: '0.3' },
        {
          key: 'proposal',
          label: { zh: '方案报价', en: 'Proposal' },
          color: 'blue',
          probability: '0.5',
          days: 14,
        },
        {
          key: 'contract',
          label: { zh: '商务谈判', en: 'Negotiation' },
          color: 'indigo',
          probability: '0.8',
        },
        { key: 'won', label: { zh: '赢单', en: 'Won' }, color: 'green', outcome: 'won' },
        { key: 'lost', label: { zh: '输单', en: 'Lost' }, color: 'red', outcome: 'lost' },
      ],
    },
  },
  kind: 'option',
  alone: true,
  config: {
    schema: {
      type: 'object',
      required: ['options'],
      additionalProperties: false,
      properties: {
        options: {
          type: 'array',
          minItems: 1,
          maxItems: 100,
          items: optionSchema({
            probability: {
              type: ['string', 'number'],
              format: 'decimal',
              formatMinimum: '0',
              formatMaximum: '1',
            },
            outcome: { type: 'string', enum: ['open', 'won', 'lost'] },
            days: { type: 'integer', minimum: 0, maximum: 3650 },
            requires: KEYS,
          }),
        },
        moves: { type: 'object', propertyNames: KEY, additionalProperties: KEYS },
        since: KEY,
      },
    },
    defaults: () => ({
      options: [
        { key: 'stage_1', label: { zh: '阶段 1', en: 'Stage 1' }, color: 'gray', outcome: 'open' },
        { key: 'stage_2', label: { zh: '阶段 2', en: 'Stage 2' }, color: 'blue', outcome: 'open' },
        { key: 'done', label: { zh: '完成', en: 'Done' }, color: 'green', outcome: 'won' },
      ],
    }),
  },
  valueSchema: (config) => ({ type: 'string', enum: config.options.map((option) => option.key) }),
  normalise: (input) => cleanText(input),
  parse: (input, config, env) => parseOption(input, config.options, env.locale),
  format: (value, config, env) => optionLabel(value, config.options, env.locale),
  column: () => 'text',
  options: (config) => config.options,
  macros: ({ options }) => {
    const known = options.flatMap(({ key, probability }) =>
      probability === undefined ? [] : [[key, probability] as const],
    );
    return known.length > 0 ? { probability: numberByKey(known) } : {};
  },
  renamed: (config, to) => ({
    ...config,
    options: config.options.map((option) =>
      option.requires
        ? ({ ...option, requires: option.requires.map(to.path) } as unknown as StageOption)
        : option,
    ),
    ...(config.since === undefined ? {} : { since: to.path(config.since) }),
  }),
  check: (config, around) => stageIssues(config, around),
  demands: (value, config) => config.options.find(({ key }) => key === value)?.requires ?? [],
  step: (before, after, { options, moves }) => {
    const next = before === null ? undefined : moves?.[before];
    if (!next || after === null || next.includes(after)) return undefined;
    const name = (key: string | null, locale: 'zh' | 'en') =>
      localText(options.find((option) => option.key === key)?.label ?? { zh: key ?? '' }, locale);
    const params = {
      from: name(before, 'zh'),
      to: name(after, 'zh'),
      from_en: name(before, 'en'),
      to_en: name(after, 'en'),
    };
    return { path: [], code: 'step_not_allowed', params };
  },
  since: ({ since }) => since,
  lasts: (value, { options }) => options.find(({ key }) => key === value)?.days,
  wide: true,
};

function stageIssues({ options, moves = {}, since }: StageConfig, around: Surroundings): readonly Issue[] {
  const issues: Issue[] = [];
  const stages = new Set(options.map(({ key }) => key));
  for (const [from, next] of Object.entries(moves)) {
    for (const key of [from, ...next].filter((one) => !stages.has(one)))
      issues.push({ path: ['moves', from], code: 'unknown_option', params: { value: key } });
  }
  if (!around.own) return issues;
  for (const [index, { requires = [] }] of options.entries()) {
    for (const [at, key] of requires.entries())
      if (!around.own(key))
        issues.push({
          path: ['options', index, 'requires', at],
          code: 'unknown_field',
          params: { name: key },
        });
  }
  if (since !== undefined && around.own(since)?.kind !== 'datetime')
    issues.push({ path: ['since'], code: 'not_a_moment', params: { name: since } });
  return issues;
}
