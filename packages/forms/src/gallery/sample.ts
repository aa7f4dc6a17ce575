import type { Value } from '@trellis/logic';
import { type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { fieldTypes } from '../registry.ts';
import type { FormServices } from '../widgets/services.tsx';
import { galleryFiles } from './files.ts';

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;

/** The form's title, which the broken form leaves empty although it is required. */
const TITLE = 'text';

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
          config: type.example?.config ?? type.config.defaults(),
        },
      },
    ]),
  );
  const document: FormDocument = {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '全部字段类型',
    properties,
    required: [TITLE, 'money', 'select', 'stage'],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: { zh: '全部字段类型', en: 'All field types' },
      titleField: TITLE,
      stageField: 'stage',
      layout: [],
    },
  };
  return compileForm('gallery:all', document);
}

/** Values for the gallery's form: the types' examples, or texts that they refuse and an empty title. */
export const galleryValues = (which: 'samples' | 'broken'): { readonly [key: string]: Value } =>
  Object.fromEntries(
    fieldTypes.list().map(({ type, example }) => {
      if (which === 'samples') return [type, example?.value ?? null];
      return [type, type === TITLE ? null : (example?.broken ?? example?.value ?? null)];
    }),
  );

const NAMES = ['王磊', '李思远', '欧阳雪', 'Anna Schmidt'];
const ACCOUNTS = ['苏州精工机械有限公司', '杭州海川电子', '上海浦江重工', 'Nordwind GmbH'];

export const galleryServices: FormServices = {
  tz: 'Asia/Shanghai',
  member: { id: id(1), departments: [], roles: [] },
  members: NAMES.map((name, i) => ({ id: id(i + 1), name, disabled: i === 2 })),
  departments: [
    { id: '01900000-0000-7000-8000-0000000000d1', name: '销售中心', parent: null },
    {
      id: '01900000-0000-7000-8000-0000000000d2',
      name: '华东大区',
      parent: '01900000-0000-7000-8000-0000000000d1',
    },
    { id: '01900000-0000-7000-8000-0000000000d3', name: '财务部', parent: null },
  ],
  roles: [
    { key: 'gallery:sales', label: '销售' },
    { key: 'gallery:manager', label: '销售经理' },
  ],
  forms: [
    { ref: 'gallery:account', label: '客户' },
    { ref: 'gallery:contact', label: '联系人' },
  ],
  async searchReference(_target, text) {
    return ACCOUNTS.map((title, i) => ({ id: id(i + 5), title, hint: `客户编号 KH-00${i + 1}` })).filter(
      (choice) => choice.title.includes(text),
    );
  },
  async usedValues(_form, _field, text) {
    return ['重点客户', '出口', '代理商', '2026展会', '老客户转介绍'].filter((tag) => tag.includes(text));
  },
  files: galleryFiles(),
  recordHref: (_target, record) => `#${record}`,
};

export const galleryRefs = { [id(7)]: { title: ACCOUNTS[2] ?? '' } };
