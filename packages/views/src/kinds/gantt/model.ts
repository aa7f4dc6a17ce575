import type { GanttConfig } from '@trellis/metadata';
import { colorFieldOf, existing, startAndEnd } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

/** Records as bars from their start to their end. */
export const gantt: ViewKind<GanttConfig> = {
  type: 'gantt',
  icon: 'gantt',
  label: { zh: '甘特图', en: 'Gantt chart' },
  description: { zh: '按起止时间画成条，看进度和先后', en: 'Bars from start to end: progress and order' },
  config: {
    schema: configSchema('gantt'),
    defaults(form) {
      const times = startAndEnd(form);
      if (!times?.end) return undefined;
      const color = colorFieldOf(form);
      const progress = [...form.fields.values()].find(
        ({ kind, many, type, config }) =>
          kind === 'number' && !many && type.unit?.(config)?.kind === 'percent',
      )?.key;
      const own = [...form.fields.values()].filter(({ target }) => target === form.ref);
      const depends = own.find(({ many }) => many)?.key;
      const parent = own.find(({ many }) => !many)?.key;
      return {
        start: times.start,
        end: times.end,
        ...(progress ? { progress } : {}),
        ...(color ? { color } : {}),
        ...(depends ? { depends } : {}),
        ...(parent ? { parent } : {}),
      };
    },
  },
  fields: (config, form) =>
    existing(form, [
      form.titleField,
      config.start,
      config.end,
      config.progress,
      config.color,
      config.depends,
      config.parent,
    ]),
};
