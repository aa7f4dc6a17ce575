import type { Json, Value } from '@trellis/logic';
import { type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { fieldTypes } from '../registry.ts';
import type { FormServices } from '../widgets/services.tsx';

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;

/** What the gallery shows for a type; a type without a sample is shown empty. */
const SAMPLES: Readonly<Record<string, Json>> = {
  text: '云岭智能装备（苏州）有限公司',
  textarea: '客户对交期很在意。\n下周带方案去现场，重点讲产线节拍和售后响应。',
  number: '12345.6',
  money: '1234567.8',
  percent: '0.385',
  date: '2026-03-01',
  datetime: '2026-03-01T06:30:00.000Z',
  select: 'manufacturing',
  multi_select: ['mes', 'erp', 'training'],
  stage: 'proposal',
  checkbox: true,
  member: id(1),
  reference: id(7),
  phone: '+8613800138000',
  email: 'wang.lei@yunling.example.com',
  autonumber: 'QT-202603-0017',
};

/** Texts that each type refuses, where it can refuse any. */
const BROKEN: Readonly<Record<string, Json>> = {
  number: '12,34x',
  money: '一百',
  percent: '3..5',
  phone: '1380013',
  email: 'wang.lei@',
};

/** Settings richer than the defaults, where those would show little. */
const CONFIGS: Readonly<Record<string, { readonly [key: string]: Json }>> = {
  number: { decimals: 2, thousands: true, unit: { zh: '台', en: 'pcs' } },
  select: {
    options: [
      { key: 'manufacturing', label: { zh: '制造业', en: 'Manufacturing' }, color: 'blue' },
      { key: 'retail', label: { zh: '零售', en: 'Retail' }, color: 'orange' },
      { key: 'finance', label: { zh: '金融', en: 'Finance' }, color: 'purple' },
      { key: 'old', label: { zh: '其他（旧）', en: 'Other (old)' }, color: 'gray', retired: true },
    ],
  },
  multi_select: {
    options: ['mes:MES:teal', 'erp:ERP:indigo', 'training:培训:amber', 'service:售后:pink'].map((line) => {
      const [key = '', zh = '', color = 'gray'] = line.split(':');
      return { key, label: { zh }, color };
    }),
  },
  stage: {
    options: [
      { key: 'lead', label: { zh: '初步接洽', en: 'Contacted' }, color: 'gray', probability: '0.1' },
      { key: 'need', label: { zh: '需求确认', en: 'Qualified' }, color: 'cyan', probability: '0.3' },
      {
        key: 'proposal',
        label: { zh: '方案报价', en: 'Proposal' },
        color: 'blue',
        probability: '0.5',
        days: 14,
      },
      { key: 'contract', label: { zh: '商务谈判', en: 'Negotiation' }, color: 'indigo', probability: '0.8' },
      { key: 'won', label: { zh: '赢单', en: 'Won' }, color: 'green', probability: '1', outcome: 'won' },
      { key: 'lost', label: { zh: '输单', en: 'Lost' }, color: 'red', probability: '0', outcome: 'lost' },
    ],
  },
  reference: { form: 'account' },
};

/** A form with one field of every registered type. */
export function galleryForm(): CompiledForm {
  const properties = Object.fromEntries(
    fieldTypes.list().map((type) => [
      type.type,
      {
        title: type.label.zh,
        trellis: {
          type: type.type,
          label: type.label,
          help: type.description,
          config: CONFIGS[type.type] ?? type.config.defaults(),
        },
      },
    ]),
  );
  const document: FormDocument = {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '全部字段类型',
    properties,
    required: ['text', 'money', 'select', 'stage'],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: { zh: '全部字段类型', en: 'All field types' },
      titleField: 'text',
      stageField: 'stage',
      layout: [
        {
          kind: 'section',
          key: 'main',
          label: { zh: '基本信息', en: 'Basics' },
          columns: 2,
          children: ['stage', 'text', 'reference', 'member', 'money', 'percent', 'date'].map((field) => ({
            kind: 'field' as const,
            field,
          })),
        },
      ],
    },
  };
  return compileForm('gallery:all', document);
}

/** Values for the gallery's form: samples, broken ones, or none. */
export const galleryValues = (which: 'samples' | 'broken'): { readonly [key: string]: Value } =>
  (which === 'samples' ? SAMPLES : { ...SAMPLES, text: null, ...BROKEN }) as {
    readonly [key: string]: Value;
  };

const NAMES = ['王磊', '李思远', '欧阳雪', 'Anna Schmidt'];
const ACCOUNTS = ['苏州精工机械有限公司', '杭州海川电子', '上海浦江重工', 'Nordwind GmbH'];

export const galleryServices: FormServices = {
  tz: 'Asia/Shanghai',
  member: { id: id(1), departments: [], roles: [] },
  members: NAMES.map((name, i) => ({ id: id(i + 1), name, disabled: i === 2 })),
  forms: [
    { ref: 'gallery:account', label: '客户' },
    { ref: 'gallery:contact', label: '联系人' },
  ],
  async searchReference(_target, text) {
    return ACCOUNTS.map((title, i) => ({ id: id(i + 5), title, hint: `客户编号 KH-00${i + 1}` })).filter(
      (choice) => choice.title.includes(text),
    );
  },
  recordHref: (_target, record) => `#${record}`,
};

export const galleryRefs = { [id(7)]: { title: ACCOUNTS[2] ?? '' } };
