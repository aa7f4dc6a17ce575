import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import type { KanbanConfig } from '@trellis/metadata';
import { existing, isTime } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

/** Words that days by which something has to be done go by in keys of fields. */
const DUE = /(^|_)(due|deadline|expected|expires?|until|close)(_|$)/;
const FACTS = 3;

/** Records as cards in lanes, one lane for each value of a field. */
export const kanban: ViewKind<KanbanConfig> = {
  type: 'kanban',
  icon: 'kanban',
  label: { zh: '看板', en: 'Board' },
  description: { zh: '按阶段、负责人分列，拖动推进', en: 'In lanes by stage or owner, moved on by dragging' },
  usual: (form) => choiceOf(form) !== undefined,
  config: {
    schema: configSchema('kanban'),
    defaults(form) {
      const fields = [...form.fields.values()];
      const lane = choiceOf(form) ?? '_owner_id';
      const sum = fields.find((f) => f.kind === 'number' && !f.many && !f.meta.encrypted)?.key;
      const due = fields.find((f) => isTime(f) && DUE.test(f.key))?.key;
      const card = fields
        .filter(({ key, type, owned }) => !type.wide && !owned && ![lane, form.titleField, due].includes(key))
        .slice(0, FACTS)
        .map(({ key }) => key);
      return { lane, card, ...(sum ? { sum } : {}), ...(due ? { due } : {}) };
    },
  },
  fields: (config, form) =>
    existing(form, [
      form.titleField,
      config.lane,
      config.swim,
      sinceOf(form.fields.get(config.lane)),
      config.sum,
      config.due,
      config.cover,
      ...config.card,
    ]),
  order: ({ lane, swim }) => ({ group: [...(swim ? [{ field: swim }] : []), { field: lane }] }),
};

/** The field whose options lanes are made of, if there is one; else they are people. */
const choiceOf = (form: CompiledForm): string | undefined =>
  form.stageField ??
  [...form.fields.values()].find((f) => f.kind === 'option' && !f.many && !f.meta.encrypted)?.key;

/** The field that tells since when a record has been in its lane. */
const sinceOf = (field: CompiledField | undefined): string | undefined => field?.type.since?.(field.config);

/** Fields that a board reads beside those that its cards show: what they are sorted by, and where they end. */
export const boardFields = (
  config: KanbanConfig,
  form: CompiledForm,
  others: readonly string[],
): readonly string[] => existing(form, [...kanban.fields(config, form), form.stageField, ...others]);
