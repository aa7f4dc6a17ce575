import { describe, expect, it } from 'vitest';
import { changeMessage } from '../messages/change-message.ts';
import type { Change } from './change.ts';
import { diffForm } from './diff.ts';
import { type FieldSchema, type FormDocument, JSON_SCHEMA_DIALECT } from './types.ts';

const text = (label: string, more: Record<string, unknown> = {}, meta: object = {}): FieldSchema => ({
  title: label,
  type: 'string',
  ...more,
  trellis: { type: 'text', label: { zh: label, en: label.toUpperCase() }, config: {}, ...meta },
});
const grade = (
  ...options: (string | { key: string; label: { zh: string }; retired: boolean })[]
): FieldSchema => ({
  title: '等级',
  type: 'string',
  trellis: {
    type: 'select',
    label: { zh: '等级' },
    config: {
      options: options.map((one) => (typeof one === 'string' ? { key: one, label: { zh: one } } : one)),
    },
  },
});
const form = (
  properties: FormDocument['properties'],
  more: Partial<FormDocument> = {},
  meta: Partial<FormDocument['trellis']> = {},
): FormDocument => ({
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '客户',
  properties,
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '客户', en: 'Customer' }, titleField: 'name', layout: [], ...meta },
  ...more,
});

const name = text('名称');
const base = form({ name, grade: grade('a', 'b') });
const told = (before: FormDocument | null, after: FormDocument) =>
  diffForm(before, after).map(
    ({ code, field, risky }) => `${risky ? '! ' : ''}${code}${field ? ` ${field}` : ''}`,
  );

describe('diffForm', () => {
  it('finds nothing between equal forms', () => {
    expect(diffForm(base, structuredClone(base))).toEqual([]);
  });

  it('calls a first publish a creation', () => {
    expect(told(null, base)).toEqual(['form_created']);
  });

  it.each<[string, FormDocument, string[]]>([
    ['a new field', form({ ...base.properties, phone: text('电话') }), ['field_added phone']],
    [
      'a new field that is required',
      form({ ...base.properties, phone: text('电话') }, { required: ['phone'] }),
      ['field_added phone', 'required_added phone'],
    ],
    ['a field less', form({ name }), ['! field_removed grade']],
    ['a new label', form({ ...base.properties, name: text('全称') }), ['field_relabelled name']],
    ['a required field', form(base.properties, { required: ['name'] }), ['! required_added name']],
    [
      'another type',
      form({ ...base.properties, name: text('名称', {}, { type: 'textarea' }) }),
      ['! field_type_changed name'],
    ],
    [
      'uniqueness',
      form({ ...base.properties, name: text('名称', {}, { unique: true }) }),
      ['! unique_added name'],
    ],
    [
      'a limit',
      form({ ...base.properties, name: text('名称', { maxLength: 20 }) }),
      ['! limits_narrowed name'],
    ],
    [
      'a setting without limit',
      form({ ...base.properties, name: text('名称', {}, { config: { rows: 4 } }) }),
      ['settings_changed name'],
    ],
    [
      'a rule',
      form({ ...base.properties, name: text('名称', {}, { visible: true }) }),
      ['visible_changed name'],
    ],
    [
      'help',
      form({ ...base.properties, name: text('名称', {}, { help: { zh: '?' } }) }),
      ['help_changed name'],
    ],
    [
      'a default',
      form({ ...base.properties, name: text('名称', {}, { default: { kind: 'value', value: 'x' } }) }),
      ['default_changed name'],
    ],
    ['a new option', form({ name, grade: grade('a', 'b', 'c') }), ['option_added grade']],
    ['an option less', form({ name, grade: grade('a') }), ['! option_removed grade']],
    [
      'a renamed option',
      form({ name, grade: grade('a', { key: 'b', label: { zh: '乙' }, retired: false }) }),
      ['option_relabelled grade'],
    ],
    [
      'a retired option',
      form({ name, grade: grade('a', { key: 'b', label: { zh: 'b' }, retired: true }) }),
      ['option_retired grade'],
    ],
    ['the order of options', form({ name, grade: grade('b', 'a') }), ['options_reordered grade']],
    ['the order of fields', form({ grade: grade('a', 'b'), name }), ['fields_reordered']],
    [
      'the layout that is written out',
      form(base.properties, {}, { layout: [{ kind: 'field', field: 'name' }] }),
      ['layout_changed'],
    ],
    ['the form’s label', form(base.properties, {}, { label: { zh: '公司' } }), ['form_relabelled']],
    ['the title field', form(base.properties, {}, { titleField: 'grade' }), ['title_field_changed']],
    ['the stage field', form(base.properties, {}, { stageField: 'grade' }), ['stage_field_changed']],
    [
      'the checks',
      form(base.properties, {}, { checks: [{ key: 'c', when: true, message: { zh: '!' } }] }),
      ['! check_added'],
    ],
    [
      'what follows a submission',
      form(base.properties, {}, { submit: { next: 'another', keep: ['name'] } }),
      ['submit_changed'],
    ],
  ])('tells %s', (_, after, expected) => {
    expect(told(base, after)).toEqual(expected);
  });

  it('names what it has no words for', () => {
    const look = text('名称', {}, { remark: 'x', hideTitle: true, config: { links: true } });
    const [settings, field] = diffForm(form({ name }), form({ name: look }));
    expect([settings?.code, settings?.params.settings]).toEqual(['settings_changed', 'links']);
    expect([field?.code, field?.params.settings]).toEqual(['field_settings_changed', 'remark hideTitle']);
    const [change] = diffForm(base, form(base.properties, {}, { icon: 'user', help: { zh: '?' } }));
    expect([change?.code, change?.params.settings]).toEqual(['form_settings_changed', 'icon help']);
  });

  describe('of layouts', () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const properties = Object.fromEntries(keys.map((key) => [key, text(key)]));
    const node = (field: string) => ({ kind: 'field', field }) as const;
    const section = (key: string, label: string | undefined, ...fields: string[]) =>
      ({
        kind: 'section',
        key,
        columns: 2,
        ...(label === undefined ? {} : { label: { zh: label } }),
        children: fields.map(node),
      }) as const;
    const laid = (...layout: FormDocument['trellis']['layout']) => form(properties, {}, { layout });
    const words = (before: FormDocument, after: FormDocument) =>
      diffForm(before, after).map((change) => changeMessage(change, 'zh'));
    const plain = laid(...keys.map(node));

    it('names the fewest fields that moved', () => {
      expect(words(plain, laid(...['b', 'c', 'd', 'a', 'e'].map(node)))).toEqual(['调整字段顺序：a']);
      expect(words(plain, laid(...['e', 'a', 'b', 'd', 'c'].map(node)))).toEqual(['调整字段顺序：e、c']);
    });

    it('says where a field went, and tells of a section rather than of all its fields', () => {
      const two = laid(section('s', '联系', 'a', 'b'), section('t', '合同', 'c', 'd', 'e'));
      expect(words(plain, two)).toEqual(['新增分组“联系”', '新增分组“合同”']);
      const moved = laid(section('s', '联系', 'a', 'b', 'e'), section('t', '合同', 'c', 'd'));
      expect(words(two, moved)).toEqual(['字段“e”移到“联系”']);
      expect(words(two, laid(section('s', '联系', 'a', 'b'), node('c'), node('d'), node('e')))).toEqual([
        '取消分组“合同”',
      ]);
    });

    it('tells widths and texts, and takes a layout that is written out for what it was', () => {
      expect(words(plain, laid({ ...node('a'), width: 6 }, ...keys.slice(1).map(node)))).toEqual([
        '字段“a”的宽度有调整',
      ]);
      const note = { kind: 'description', key: 'n', text: { zh: '请如实填写' } } as const;
      expect(words(plain, laid(note, ...keys.map(node)))).toEqual(['新增分割线或说明“请如实填写”']);
      expect(words(plain, laid(section('s', undefined, ...keys)))).toEqual(['布局有调整']);
    });
  });

  it('is lenient where limits widen', () => {
    const [narrow, wide] = [text('名称', { maxLength: 20 }), text('名称', { maxLength: 50 })];
    expect(told(form({ name: narrow }), form({ name: wide }))).toEqual([]);
    expect(told(form({ name: wide }), form({ name: narrow }))).toEqual(['! limits_narrowed name']);
  });

  it('looks into the rows of sub-forms', () => {
    const lines = (columns: FormDocument['properties'], more: object = {}): FieldSchema => ({
      title: '明细',
      trellis: {
        type: 'subform',
        label: { zh: '明细', en: 'Lines' },
        config: { form: { properties: columns, required: [], ...more } } as never,
      },
    });
    const with_ = (columns: FormDocument['properties'], more?: object) =>
      form({ name, lines: lines(columns, more) });
    const [item, qty] = [text('项目'), text('数量')];
    const was = with_({ item, qty });
    expect(told(was, with_({ item, qty, note: text('备注') }))).toEqual(['field_added lines.note']);
    expect(told(was, with_({ item }))).toEqual(['! field_removed lines.qty']);
    expect(told(was, with_({ qty, item }))).toEqual(['columns_reordered lines']);
    expect(told(was, with_({ item, qty }, { required: ['qty'] }))).toEqual(['! required_added lines.qty']);
    expect(told(was, with_({ item, qty: grade('a') }))).toEqual([
      '! field_type_changed lines.qty',
      'field_relabelled lines.qty',
    ]);
    expect(
      told(was, with_({ item, qty }, { checks: [{ key: 'c', when: true, message: { zh: '!' } }] })),
    ).toEqual(['! check_added lines']);
    const [change] = diffForm(was, with_({ item, qty: text('件数') })) as [Change];
    expect(changeMessage(change, 'zh')).toBe('字段“明细 / 数量”改名为“明细 / 件数”');
    expect(changeMessage(change, 'en')).toContain('“Lines / 件数”');
  });

  it('speaks both languages', () => {
    const [change] = diffForm(base, form({ ...base.properties, name: text('全称') })) as [Change];
    expect(changeMessage(change, 'zh')).toBe('字段“名称”改名为“全称”');
    const removed = diffForm(form({ name, phone: text('phone') }), form({ name }))[0] as Change;
    expect(changeMessage(removed, 'en')).toContain('“PHONE”');
  });
});
