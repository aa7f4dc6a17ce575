import { checkForm } from '@trellis/forms/server';
import type { FormDocument } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { blankForm } from '../blank.ts';
import { newField } from '../commands.ts';
import { rowsDocument } from './commands.ts';
import { columnRefusal, columnToField, fieldToColumn } from './transfer.ts';

const blank = blankForm({ zh: '订单' });
const rate = newField('number', { zh: '折扣率' });
const start: FormDocument = {
  ...blank,
  properties: {
    ...blank.properties,
    limit: newField('number', { zh: '上限' }),
    rate: {
      ...rate,
      trellis: { ...rate.trellis, searchable: true, visible: { '>': [{ var: 'limit' }, 1] } },
    },
    lines: newField('subform', { zh: '明细' }),
  },
};
const columns = (document: FormDocument) => rowsDocument(document, 'lines')?.properties ?? {};

describe('between a form and its sub-form', () => {
  it('a field becomes a column that asks the record around it, and comes back', () => {
    const inside = fieldToColumn(start, 'rate', 'lines')?.apply(start) ?? start;
    expect(inside.properties.rate).toBeUndefined();
    expect(columns(inside).rate?.trellis).toMatchObject({
      label: { zh: '折扣率' },
      visible: { '>': [{ var: '_parent_id.limit' }, 1] },
    });
    expect(columns(inside).rate?.trellis).not.toHaveProperty('searchable');
    expect(checkForm('crm:order', inside, new Map()).ok).toBe(true);

    const out = columnToField(inside, 'lines', 'rate', []);
    const back = out?.command.apply(inside) ?? inside;
    expect(out?.key).toBe('rate');
    expect(back.properties.rate?.trellis.visible).toEqual({ '>': [{ var: 'limit' }, 1] });
    expect(columns(back)).toEqual(columns(start));
    expect(checkForm('crm:order', back, new Map()).ok).toBe(true);
    expect(columnToField(inside, 'lines', 'rate', ['rate'])?.key).toBe('zhe_kou_lv');
  });

  it('refuses what has no place there', () => {
    expect(columnRefusal(start, 'name', 'lines')).toBe('title');
    expect(columnRefusal(start, 'lines', 'lines')).toBe('type');
    expect(columnRefusal(start, 'limit', 'lines')).toBeUndefined();
    expect(fieldToColumn(start, 'name', 'lines')).toBeUndefined();
    let left = start;
    for (const column of Object.keys(columns(start)).slice(1))
      left = columnToField(left, 'lines', column, [])?.command.apply(left) ?? left;
    const [last = ''] = Object.keys(columns(left));
    expect(columnToField(left, 'lines', last, [])).toBeUndefined();
  });
});
