import { type CompiledField, compileForm } from '@trellis/forms/model';
import '@trellis/forms/server';
import { expect, test } from 'vitest';
import { field, form } from '../../definitions/testing/documents.ts';
import { csvValue, xlsxValue } from './cells.ts';

const env = { locale: 'zh' as const, tz: 'Asia/Shanghai' };
const { fields } = compileForm(
  'crm:visit',
  form({
    name: field('text'),
    took: field('duration', { unit: 'second', largest: 'hour' }),
    area: field('region'),
    address: field('address'),
    spot: field('location'),
    files: field('file'),
  }),
);
const of = (key: string) => fields.get(key) as CompiledField;

test.each([
  ['took', '183600', '51小时'],
  ['took', '5430', '1小时 30分钟 30秒'],
  ['area', '330106', '浙江省杭州市西湖区'],
  ['address', { detail: '文三路 90 号', region: '330106' }, '浙江省杭州市西湖区 文三路 90 号'],
  ['spot', { lat: 30.274085, lng: 120.15507, text: '黄龙' }, '30.274085,120.15507 黄龙'],
  [
    'files',
    [
      { id: 'a', name: '合同.pdf' },
      { id: 'b', name: '报价.xlsx' },
    ],
    '合同.pdf、报价.xlsx',
  ],
])('%s goes out as people read it', (key, value, text) => {
  expect(csvValue(of(key), value, env)).toBe(text);
  expect(xlsxValue(of(key), value, env)).toBe(text);
});
