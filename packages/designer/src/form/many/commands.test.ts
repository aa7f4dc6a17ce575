import { compileForm } from '@trellis/forms/model';
import { checkForm } from '@trellis/forms/server';
import type { FormDocument } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { blankForm } from '../blank.ts';
import { newField } from '../commands.ts';
import { itemsOf, nameOf, type Place, spread } from '../layout.ts';
import { changeMany, moveItems, removeItems } from './commands.ts';

const blank = blankForm({ zh: '工单' });
const start: FormDocument = {
  ...blank,
  properties: {
    name: newField('text', { zh: '名称' }),
    a: newField('text', { zh: '甲' }),
    b: newField('number', { zh: '乙' }),
    c: newField('date', { zh: '丙' }),
  },
  trellis: {
    ...blank.trellis,
    layout: [
      { kind: 'field', field: 'name' },
      { kind: 'field', field: 'a' },
      {
        kind: 'section',
        key: 'more',
        columns: 2,
        children: [
          { kind: 'field', field: 'b', width: 3 },
          { kind: 'divider', key: 'line' },
          { kind: 'field', field: 'c' },
        ],
      },
    ],
  },
};
const order = (document: FormDocument) => itemsOf(spread(document)).map(nameOf).join(' ');

describe('several things at once', () => {
  it.each([
    ['before one of the others', { before: 'name' }, 'a b name #line c'],
    ['after one of themselves', { after: 'b' }, 'name a b #line c'],
    ['before one of themselves', { before: 'a' }, 'name a b #line c'],
    ['into a section', { into: 'more' }, 'name #line c a b'],
    ['to the end', { end: true }, 'name #line c a b'],
  ] as [string, Place, string][])('move %s, in their order', (_, place, expected) => {
    const { apply, label } = moveItems(start, ['b', 'a'], place);
    expect(order(apply(start))).toBe(expected);
    expect(label.zh).toBe('移动 2 项');
    expect(checkForm('x:f', apply(start), new Map()).ok).toBe(true);
  });

  it('keep their widths, and change nothing where they already stand', () => {
    const moved = moveItems(start, ['b', '#line'], { before: 'a' }).apply(start);
    expect(itemsOf(spread(moved))[1]).toEqual({ kind: 'field', field: 'b', width: 3 });
    expect(moveItems(start, ['b', '#line'], { before: 'c' }).apply(start)).toBe(start);
  });

  it('go, but the title stays', () => {
    const command = removeItems(start, ['name', 'a', '#line', 'c']);
    expect(order(command.apply(start))).toBe('name b');
    expect(command.label.zh).toBe('删除 4 项');
    expect(removeItems(start, ['a']).label.zh).toBe('删除 甲');
  });

  it('change alike in one step', () => {
    const what = { zh: '宽度', en: 'width' };
    const set = changeMany(start, ['a', 'b'], what, {
      required: true,
      meta: { hideOnCreate: true },
      width: { width: 6 },
    });
    const after = set.apply(start);
    expect(after.required).toEqual(['name', 'a', 'b']);
    expect(compileForm('x:f', after).fields.get('a')?.meta.hideOnCreate).toBe(true);
    expect(itemsOf(spread(after)).filter((item) => item.kind === 'field' && item.width === 6)).toHaveLength(
      2,
    );
    expect(set.label).toEqual({ zh: '批量设置 宽度（2 项）', en: 'Set width of 2 things' });
    expect(changeMany(after, ['a', 'b'], what, { required: true }).apply(after)).toBe(after);
  });
});
