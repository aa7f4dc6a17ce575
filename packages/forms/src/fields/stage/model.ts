import type { JsonObject, OptionDef } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
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
  };

export type StageConfig = {
  /** In the order of the course. */
  readonly options: readonly StageOption[];
};

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
        { key: 'lead', label: { zh: '初步接洽', en: 'Contacted' }, color: 'gray', probability: 10 },
        { key: 'need', label: { zh: '需求确认', en: 'Qualified' }, color: 'cyan', probability: 30 },
        {
          key: 'proposal',
          label: { zh: '方案报价', en: 'Proposal' },
          color: 'blue',
          probability: 50,
          days: 14,
        },
        { key: 'contract', label: { zh: '商务谈判', en: 'Negotiation' }, color: 'indigo', probability: 80 },
        { key: 'won', label: { zh: '赢单', en: 'Won' }, color: 'green', outcome: 'won' },
        { key: 'lost', label: { zh: '输单', en: 'Lost' }, color: 'red', outcome: 'lost' },
      ],
    },
  },
  kind: 'option',
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
          }),
        },
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
  wide: true,
};
