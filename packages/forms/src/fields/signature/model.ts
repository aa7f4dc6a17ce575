import type { FieldType } from '../../contract.ts';
import {
  closedSettings,
  type Files,
  filesSchema,
  filesUse,
  formatFiles,
  MIB,
  normaliseFiles,
  parseFiles,
} from '../../values/files.ts';

export type SignatureConfig = {
  /** Colour of the pen, "#rrggbb". */
  readonly color: string;
  /** Thickness of the pen in CSS pixels. */
  readonly width: number;
  /** A person may take the last signature that they made in this browser. */
  readonly reuse: boolean;
};

/** A name written by hand, kept as a picture. */
export const signature: FieldType<SignatureConfig, Files> = {
  type: 'signature',
  icon: 'highlight',
  group: 'file',
  label: { zh: '手写签名', en: 'Signature' },
  description: {
    zh: '用手指或鼠标签名，如签收、确认',
    en: 'A name signed by finger or mouse such as on delivery',
  },
  example: {
    value: [
      { id: '01900000-0000-7000-8000-00000000f301', name: 'signature.png', size: 5_120, mime: 'image/png' },
    ],
  },
  kind: 'file',
  many: true,
  config: {
    schema: closedSettings(['color', 'width', 'reuse'], {
      color: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
      width: { type: 'number', minimum: 1, maximum: 8 },
      reuse: { type: 'boolean' },
    }),
    defaults: () => ({ color: '#1f2328', width: 2.5, reuse: true }),
  },
  valueSchema: () => filesSchema(1),
  normalise: normaliseFiles,
  parse: parseFiles,
  format: (files, _config, env) => formatFiles(files, env),
  lossy: true,
  files: filesUse(() => ({ kinds: ['image'], maxBytes: 2 * MIB })),
  column: () => 'jsonb',
  wide: true,
};
