import type { FieldType } from '../../contract.ts';
import {
  closedSettings,
  countSetting,
  type Files,
  filesSchema,
  filesUse,
  formatFiles,
  MIB,
  normaliseFiles,
  parseFiles,
  sizeSetting,
} from '../../values/files.ts';

/** When, who, and where the device says it is. */
export const WATERMARKS = ['time', 'member', 'place'] as const;
export type Watermark = (typeof WATERMARKS)[number];

export type ImageConfig = {
  readonly maxCount: number;
  /** MiB of one image, as it arrives. */
  readonly maxSize: number;
  /** Phones take a picture and do not offer the album. */
  readonly cameraOnly: boolean;
  /** Longer side in pixels to which the browser shrinks before it sends; absent = as it is. */
  readonly maxEdge?: number;
  /** What the browser writes into the picture. */
  readonly watermark?: readonly Watermark[];
};

/** Pictures, shown small in lists and large when opened. */
export const image: FieldType<ImageConfig, Files> = {
  type: 'image',
  icon: 'picture',
  group: 'file',
  label: { zh: '图片', en: 'Images' },
  description: {
    zh: '拍照或上传图片，如现场照片、产品图',
    en: 'Photos taken or uploaded such as of a site visit',
  },
  example: {
    value: [
      { id: '01900000-0000-7000-8000-00000000f201', name: '产线现场.jpg', size: 812_004, mime: 'image/jpeg' },
      { id: '01900000-0000-7000-8000-00000000f202', name: '铭牌.png', size: 93_120, mime: 'image/png' },
    ],
  },
  kind: 'file',
  many: true,
  config: {
    schema: closedSettings(['maxCount', 'maxSize', 'cameraOnly'], {
      maxCount: countSetting,
      maxSize: sizeSetting,
      cameraOnly: { type: 'boolean' },
      maxEdge: { type: 'integer', minimum: 320, maximum: 8192 },
      watermark: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', enum: WATERMARKS },
      },
    }),
    defaults: () => ({ maxCount: 9, maxSize: 20, cameraOnly: false, maxEdge: 2560 }),
  },
  valueSchema: (config) => filesSchema(config.maxCount),
  normalise: normaliseFiles,
  parse: parseFiles,
  format: (files, _config, env) => formatFiles(files, env),
  lossy: true,
  files: filesUse(({ maxSize }) => ({ kinds: ['image'], maxBytes: maxSize * MIB })),
  column: () => 'jsonb',
  wide: true,
};
