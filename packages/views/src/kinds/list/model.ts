import type { ListConfig } from '@trellis/metadata';
import { colorFieldOf, existing } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

const FACTS = 4;

/** A few facts of each record, one below the other, on screens of any width. */
export const list: ViewKind<ListConfig> = {
  type: 'list',
  icon: 'unordered-list',
  label: { zh: '列表', en: 'List' },
  description: {
    zh: '一条一行卡片，手机上也好读',
    en: 'A short card for each record, easy to read on phones',
  },
  config: {
    schema: configSchema('list'),
    defaults(form) {
      const badge = colorFieldOf(form);
      const card = [...form.fields.values()]
        .filter((f) => f.key !== form.titleField && f.key !== badge && !f.type.wide && !f.owned)
        .slice(0, FACTS)
        .map((f) => f.key);
      return { card, ...(badge ? { badge } : {}) };
    },
  },
  fields: (config, form) => existing(form, [form.titleField, config.badge, ...config.card]),
};
