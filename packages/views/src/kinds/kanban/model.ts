import type { CompiledForm } from '@trellis/forms/model';
import type { KanbanConfig } from '@trellis/metadata';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

/** Records as cards in lanes, one lane per option of a field. */
export const kanban: ViewKind<KanbanConfig> = {
  type: 'kanban',
  icon: 'kanban',
  label: { zh: '看板', en: 'Board' },
  description: { zh: '按阶段分列，拖动推进', en: 'In lanes by stage, moved on by dragging' },
  usual: true,
  config: {
    schema: configSchema('kanban'),
    defaults(form) {
      const lane = form.stageField ?? firstOf(form, (f) => f.kind === 'option' && !f.many);
      if (!lane) return undefined;
      const sum = firstOf(form, (f) => f.kind === 'number');
      const card = [...form.fields.values()]
        .filter((f) => f.key !== lane && f.key !== form.titleField && !f.type.wide)
        .slice(0, 3)
        .map((f) => f.key);
      return sum ? { lane, sum, card } : { lane, card };
    },
  },
  fields: (config, form) =>
    [
      form.titleField,
      config.lane,
      ...sinceOf(form, config.lane),
      ...(config.sum ? [config.sum] : []),
      ...config.card,
    ].filter((key, i, all) => form.fields.has(key) && all.indexOf(key) === i),
  order: ({ lane, swim }) => ({ group: [...(swim ? [{ field: swim }] : []), { field: lane }] }),
};

/** The field that tells since when a record has been in its lane. */
const sinceOf = (form: CompiledForm, lane: string): readonly string[] => {
  const field = form.fields.get(lane);
  const since = field?.type.since?.(field.config);
  return since === undefined ? [] : [since];
};

type Field = CompiledForm['fields'] extends ReadonlyMap<string, infer F> ? F : never;
const firstOf = (form: CompiledForm, fits: (field: Field) => boolean): string | undefined =>
  [...form.fields.values()].find(fits)?.key;
