import type { FieldType, FileKind } from '../../contract.ts';
import {
  closedSettings,
  countSetting,
  FILE_KINDS,
  type Files,
  filesSchema,
  filesUse,
  formatFiles,
  MIB,
  normaliseFiles,
  parseFiles,
  sizeSetting,
} from '../../values/files.ts';

export type FileConfig = {
  readonly maxCount: number;
  /** MiB of one file. */
  readonly maxSize: number;
  /** Absent = any kind of file. */
  readonly kinds?: readonly FileKind[];
  /** Endings of names without dot, lower case; absent = any. */
  readonly extensions?: readonly string[];
};

/** Uploaded files of any kind. */
export const file: FieldType<FileConfig, Files> = {
  type: 'file',
  icon: 'paperclip',
  group: 'file',
  label: { zh: '附件', en: 'Files' },
  description: {
    zh: '上传文档、图片、音频、视频，如合同扫描件',
    en: 'Uploaded documents, pictures, recordings such as a signed contract',
  },
  example: {
    value: [
      {
        id: '01900000-0000-7000-8000-00000000f101',
        name: '苏州精工-年度框架合同（盖章版）.pdf',
        size: 2_411_724,
        mime: 'application/pdf',
      },
      {
        id: '01900000-0000-7000-8000-00000000f102',
        name: '报价明细.xlsx',
        size: 48_213,
        mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
    ],
  },
  kind: 'file',
  many: true,
  config: {
    schema: closedSettings(['maxCount', 'maxSize'], {
      maxCount: countSetting,
      maxSize: sizeSetting,
      kinds: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', enum: FILE_KINDS } },
      extensions: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[a-z0-9]{1,16}$' },
      },
    }),
    defaults: () => ({ maxCount: 20, maxSize: 50 }),
  },
  valueSchema: (config) => filesSchema(config.maxCount),
  normalise: normaliseFiles,
  parse: parseFiles,
  format: (files, _config, env) => formatFiles(files, env),
  lossy: true,
  files: filesUse(({ kinds, extensions, maxSize }) => ({ kinds, extensions, maxBytes: maxSize * MIB })),
  column: () => 'jsonb',
  wide: true,
};
