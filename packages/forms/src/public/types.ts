import type { LocalText } from '@trellis/metadata';

/** Field types that visitors of a public form can fill in, or see, each by its `public.tsx`. */
export const PUBLIC_TYPES: ReadonlySet<string> = new Set([
  'text',
  'textarea',
  'number',
  'money',
  'percent',
  'rating',
  'date',
  'datetime',
  'time',
  'duration',
  'select',
  'multi_select',
  'cascade',
  'region',
  'address',
  'location',
  'checkbox',
  'tags',
  'subform',
  'phone',
  'email',
  'url',
  'formula',
  'file',
  'image',
  'signature',
]);

const INSIDE: LocalText = {
  zh: '会让访客看到企业内部的数据',
  en: 'It would show visitors data of the workspace',
};
const OURS: LocalText = { zh: '由系统或员工填写', en: 'The system or staff fill it in' };
const SHOWN: LocalText = { zh: '只在内部显示', en: 'It only shows something to staff' };

/** Why the other types are not for visitors. */
export const NOT_PUBLIC: Readonly<Record<string, LocalText>> = {
  rich_text: {
    zh: '编辑器太大，访客用多行文本填写',
    en: 'Its editor is too large; visitors write into long texts',
  },
  stage: OURS,
  autonumber: OURS,
  member: INSIDE,
  department: INSIDE,
  role: INSIDE,
  reference: INSIDE,
  lookup: INSIDE,
  rollup: INSIDE,
  related: SHOWN,
  query_list: SHOWN,
  barcode: SHOWN,
};
