import { checkForm } from '@trellis/forms/server';
import type { FieldMeta, FormDocument } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { blankForm } from '../blank.ts';
import { newField } from '../commands.ts';
import { itemsOf, nameOf, sectionsOf, spread } from '../layout.ts';
import { clipOf, namesIn, readClip } from './clip.ts';
import { clipOfNames, paste } from './paste.ts';

const field = (type: string, zh: string, config: FieldMeta['config'] = {}, meta: Partial<FieldMeta> = {}) => {
  const made = newField(type, { zh });
  return { ...made, trellis: { ...made.trellis, config: { ...made.trellis.config, ...config }, ...meta } };
};
const blank = blankForm({ zh: '订单' });
const price = { visible: { '>': [{ var: 'amount' }, { var: 'discount' }] } };
const start: FormDocument = {
  ...blank,
  properties: {
    ...blank.properties,
    amount: field('money', '金额'),
    discount: field('money', '折扣'),
    total: field('formula', '应付', { expr: { '-': [{ var: 'amount' }, { var: 'discount' }] } }, price),
    customer: field('reference', '客户', { form: 'account' }),
    grade: field('select', '等级', {
      set: 'grades',
      options: [{ key: 'a', label: { zh: '甲' } }],
    }),
  },
  required: ['name', 'amount'],
  trellis: {
    ...blank.trellis,
    layout: [
      { kind: 'field', field: 'name' },
      {
        kind: 'section',
        key: 'sums',
        label: { zh: '金额' },
        visible: { '>': [{ var: 'amount' }, 0] },
        columns: 2,
        children: [
          { kind: 'field', field: 'amount', width: 4 },
          { kind: 'divider', key: 'line', label: { zh: '合计' } },
          { kind: 'field', field: 'total' },
        ],
      },
    ],
  },
};
const from = { app: 'crm', form: 'order', document: start };
const here = { app: 'crm', past: [] };
const clip = (what: Parameters<typeof clipOf>[1]) => {
  const copied = clipOf(from, what);
  if (!copied) throw new Error('Nothing was copied');
  const read = readClip(JSON.stringify(copied));
  if (!read) throw new Error('What was copied can’t be read');
  return read;
};
const order = (document: FormDocument) => itemsOf(spread(document)).map(nameOf).join(' ');

describe('copy and paste', () => {
  it('gives copies keys and names of their own, and lets their expressions follow', () => {
    const { command, names } = paste(start, clip({ names: ['total', 'amount'] }), { after: 'name' }, here);
    const after = command.apply(start);
    expect(names).toEqual(['jin_e', 'ying_fu']);
    expect(order(after)).toBe('name jin_e ying_fu amount #line total discount customer grade');
    expect(after.required).toEqual(['name', 'amount', 'jin_e']);
    expect(after.properties.ying_fu?.trellis).toMatchObject({
      label: { zh: '应付 2' },
      // The discount was not copied: it is the one that stands here.
      visible: { '>': [{ var: 'jin_e' }, { var: 'discount' }] },
      config: { expr: { '-': [{ var: 'jin_e' }, { var: 'discount' }] } },
    });
    expect(command.label.zh).toBe('粘贴 2 项');
    expect(itemsOf(spread(after)).find((item) => nameOf(item) === 'jin_e')).toMatchObject({ width: 4 });
  });

  it('takes a section with all it holds', () => {
    const { command, part } = paste(start, clip({ part: 'sums' }), { after: 'name' }, here);
    const after = command.apply(start);
    const section = part && sectionsOf(spread(after)).get(part.key);
    expect(section?.children.map(nameOf)).toEqual(['jin_e', '#divider_1', 'ying_fu']);
    expect(section).toMatchObject({ columns: 2, visible: { '>': [{ var: 'jin_e' }, 0] } });
    expect(command.label.zh).toBe('粘贴 金额');
  });

  it('keeps keys in another form, and what is missing there becomes an issue at the field', () => {
    const target = blankForm({ zh: '别的' });
    const after = paste(target, clip({ names: ['total', 'amount'] }), { end: true }, here).command.apply(
      target,
    );
    expect(order(after)).toBe('name amount total');
    const checked = checkForm('crm:other', after, new Map());
    expect(checked.ok ? [] : checked.issues.map(({ path, code }) => [path[1], code])).toContainEqual([
      'total',
      'unknown_field',
    ]);
  });

  it('does not take a key that had another meaning', () => {
    const target = blankForm({ zh: '别的' });
    const { names } = paste(
      target,
      clip({ names: ['amount'] }),
      { end: true },
      { ...here, past: ['amount'] },
    );
    expect(names).toEqual(['jin_e']);
  });

  it('points to the same forms from another app, whose shared options become the field’s own', () => {
    const target = blankForm({ zh: '别的' });
    const copied = clip({ names: ['customer', 'grade'] });
    const away = paste(target, copied, { end: true }, { app: 'shop', past: [] }).command.apply(target);
    expect(away.properties.customer?.trellis.config.form).toBe('crm:account');
    expect(away.properties.grade?.trellis.config).toMatchObject({ options: [{ key: 'a' }] });
    expect(away.properties.grade?.trellis.config).not.toHaveProperty('set');
    const near = paste(target, copied, { end: true }, here).command.apply(target);
    expect(near.properties.customer?.trellis.config.form).toBe('account');
    expect(near.properties.grade?.trellis.config.set).toBe('grades');
    const back = clipOf({ app: 'shop', form: 'f', document: away }, { names: ['customer'] });
    const home = back && paste(target, back, { end: true }, here).command.apply(target);
    expect(home?.properties.customer?.trellis.config.form).toBe('account');
  });

  it.each([
    ['text', '客户名称'],
    ['other JSON', '{"trellis":"form-parts"}'],
    ['an unknown type', JSON.stringify(clipOf(from, { names: ['amount'] })).replace('"money"', '"nothing"')],
    ['a lost field', JSON.stringify({ ...clipOf(from, { names: ['amount'] }), fields: {} })],
    ['half of it', JSON.stringify(clipOf(from, { names: ['amount'] })).slice(0, -9)],
  ])('does not take %s for copied parts', (_, text) => {
    expect(readClip(text)).toBeUndefined();
  });
});

describe('lines of text', () => {
  it.each([
    ['a column of a sheet', '名称\r\n电话\r\n\r\n地址\r\n', ['名称', '电话', '地址']],
    ['a row of a sheet', '名称\t电话\t地址', ['名称', '电话', '地址']],
    ['a list', '- 名称：\n- 电话：\n- 名称：', ['名称', '电话']],
    ['nothing', ' \n\t', []],
  ])('are read from %s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('become text fields', () => {
    const after = paste(
      start,
      clipOfNames('crm', 'order', ['电话', '名称']),
      { end: true },
      here,
    ).command.apply(start);
    expect(Object.keys(after.properties).slice(-2)).toEqual(['dian_hua', 'ming_cheng']);
    expect(after.properties.ming_cheng?.trellis).toMatchObject({ type: 'text', label: { zh: '名称 2' } });
  });
});
