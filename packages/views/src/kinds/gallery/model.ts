import type { GalleryConfig } from '@trellis/metadata';
import { existing } from '../../time/suggest.ts';
import { configSchema } from '../config-schema.ts';
import type { ViewKind } from '../contract.ts';

const FACTS = 3;

/** Records as cards with a picture. */
export const gallery: ViewKind<GalleryConfig> = {
  type: 'gallery',
  icon: 'appstore',
  label: { zh: '画廊', en: 'Gallery' },
  description: { zh: '带封面的卡片，适合产品和现场照片', en: 'Cards with a cover, for products and photos' },
  config: {
    schema: configSchema('gallery'),
    defaults(form) {
      const files = [...form.fields.values()].filter(({ kind }) => kind === 'file');
      const cover = (
        files.find(({ type, config }) => type.files?.limits(config).kinds?.join() === 'image') ?? files[0]
      )?.key;
      const card = [...form.fields.values()]
        .filter((f) => f.key !== form.titleField && f.key !== cover && !f.type.wide && !f.owned)
        .slice(0, FACTS)
        .map((f) => f.key);
      return { card, ...(cover ? { cover } : {}) };
    },
  },
  fields: (config, form) => existing(form, [form.titleField, config.cover, ...config.card]),
};
