import type { TimelineConfig } from '@trellis/metadata';
import { colorFieldOf, existing, startAndEnd } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

/** A row for each member, option or record, with what takes its time. */
export const timeline: ViewKind<TimelineConfig> = {
  type: 'timeline',
  icon: 'timeline',
  label: { zh: '时间线', en: 'Timeline' },
  description: {
    zh: '按人或类别分行，看谁什么时候忙',
    en: 'A row each for people or kinds: who is busy when',
  },
  config: {
    schema: configSchema('timeline'),
    defaults(form) {
      const times = startAndEnd(form);
      const color = colorFieldOf(form);
      return times && { ...times, row: '_owner_id', ...(color ? { color } : {}) };
    },
  },
  fields: (config, form) =>
    existing(form, [form.titleField, config.start, config.end, config.row, config.color]),
};
