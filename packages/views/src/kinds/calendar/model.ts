import type { CalendarConfig } from '@trellis/metadata';
import { colorFieldOf, existing, isTime, startAndEnd } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

/** Records on the days that they take. */
export const calendar: ViewKind<CalendarConfig> = {
  type: 'calendar',
  icon: 'calendar',
  label: { zh: '日历', en: 'Calendar' },
  description: { zh: '按日期安排，拖动改期', en: 'By date, moved to another day by dragging' },
  config: {
    schema: configSchema('calendar'),
    defaults(form) {
      const times = startAndEnd(form);
      if (!times) return undefined;
      const color = colorFieldOf(form);
      const card = [...form.fields.values()]
        .filter((f) => f.key !== form.titleField && f.key !== color && !isTime(f) && !f.type.wide && !f.owned)
        .slice(0, 2)
        .map((f) => f.key);
      return { ...times, ...(color ? { color } : {}), card };
    },
  },
  fields: (config, form) =>
    existing(form, [form.titleField, config.start, config.end, config.color, ...(config.card ?? [])]),
  order: ({ start }) => ({ sort: [{ field: start, dir: 'asc' }] }),
};
