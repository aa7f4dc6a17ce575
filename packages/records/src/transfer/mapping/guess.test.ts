import { type CompiledField, compileForm } from '@trellis/forms/model';
import { dateOrderOf } from '@trellis/forms/server';
import { expect, test } from 'vitest';
import { field, form, options } from '../../definitions/testing/documents.ts';
import { fieldOfIdsBehind, idField } from '../convert/fields.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { columnsOf, guessHeaderRows } from './columns.ts';
import { guessMapping } from './guess.ts';
import { likeness, openSuggestions } from './similar.ts';

const label = (zh: string, en: string) => ({ label: { zh, en } });
const compiled = compileForm(
  'crm:lead',
  form({
    name: field('text', {}, label('客户名称', 'Customer name')),
    phone: field('phone', {}, label('手机', 'Mobile')),
    email: field('email', {}, label('邮箱', 'E-mail')),
    level: field('select', options('a', 'b'), label('等级', 'Level')),
    amount: field('money', {}, label('预计金额', 'Amount')),
    closes: field('date', {}, label('预计成交日期', 'Close date')),
    remark: field('textarea', {}, label('备注', 'Remark')),
  }),
);
const fields = [...compiled.fields.values()];
const sheet = (...lines: string[]): SheetRow[] =>
  lines.map((line, index) => ({ row: index + 1, cells: line.split('|') }));

function guess(...lines: string[]): Record<string, string> {
  const rows = sheet(...lines);
  const headerRows = guessHeaderRows(rows);
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const found = guessMapping(fields, rows, headerRows, width, { locale: 'zh', tz: 'Asia/Shanghai' });
  const names = columnsOf(rows, headerRows, width);
  return Object.fromEntries(
    found.map(({ column, field: key, dateOrder }) => [
      names[column]?.name ?? '',
      dateOrder ? `${key} ${dateOrder}` : key,
    ]),
  );
}

test('columns are told by label, key, synonym, pinyin and likeness, in either language', () => {
  expect(guess('客户名称*|手机|E-mail|备注', '云岭|13800138000|a@b.cn|好')).toEqual({
    '客户名称*': 'name',
    手机: 'phone',
    'E-mail': 'email',
    备注: 'remark',
  });
  expect(guess('公司|联系电话|mail address|Notes', '云岭|13800138000|a@b.cn|好')).toEqual({
    公司: 'name',
    联系电话: 'phone',
    'mail address': 'email',
    Notes: 'remark',
  });
  expect(guess('ke_hu_ming_cheng|close_value|Close Date', '云岭|1,000|3/1/2017')).toEqual({
    ke_hu_ming_cheng: 'name',
    close_value: 'amount',
    'Close Date': 'closes mdy',
  });
});

test('content alone tells e-mail, phone and options, and speaks against a likely name', () => {
  expect(guess('x|y|z', 'a@b.cn|13800138000|a', 'c@d.cn|13900139000|b')).toEqual({
    x: 'email',
    y: 'phone',
    z: 'level',
  });
  expect(guess('联系电话', '请发邮件', '无')).toEqual({});
});

test('several columns may say of one record who it is, each by another field', () => {
  const customer = compileForm('crm:customer', form({ name: field('text', {}, label('名称', 'Name')) }));
  const order = compileForm(
    'crm:order',
    form({ customer: field('reference', { form: 'customer' }, label('客户', 'Customer')) }),
  );
  const rows = sheet('客户/名称|Customer - Name|客户/别的|客户', 'a|b|c|d');
  const partsOf = () => [...customer.fields.values()];
  const env = { locale: 'zh', tz: 'Asia/Shanghai', partsOf } as const;
  expect(guessMapping([...order.fields.values()], rows, 1, 4, env)).toEqual([
    { column: 0, field: 'customer', matchBy: 'name' },
    { column: 3, field: 'customer' },
  ]);
});

test('ids of records, and of those behind a reference, are told by name and content together', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const order = compileForm(
    'crm:order',
    form({ customer: field('reference', { form: 'customer' }, label('客户', 'Customer')) }),
  );
  const all = [...order.fields.values(), idField(order)];
  const behind = (one: CompiledField) => (one.target ? fieldOfIdsBehind(order, one) : undefined);
  const env = { locale: 'zh', tz: 'Asia/Shanghai', idsBehind: behind } as const;
  const found = (...lines: string[]) => guessMapping(all, sheet(...lines), 1, 3, env);
  expect(found('客户|客户 数据编号|数据编号', `云岭|${id}、${id}|${id}`)).toEqual([
    { column: 1, field: 'customer', matchBy: '_id' },
    { column: 2, field: '_id' },
  ]);
  expect(found('Customer|Customer Record id|Record id', `a|${id}|${id}`)).toHaveLength(2);
  // Numbers that another system gave.
  expect(found('客户|客户 数据编号|数据编号', '云岭|A-1|7')).toEqual([{ column: 0, field: 'customer' }]);
});

test('no field is given two columns, no column two fields', () => {
  expect(guess('备注|说明', '一|二')).toEqual({ 备注: 'remark' });
});

test('titles above the names are passed over; nameless columns have letters', () => {
  expect(guessHeaderRows(sheet('客户导入表', '说明：请勿改动', '客户名称|手机|邮箱', '云岭||'))).toBe(3);
  expect(columnsOf(sheet('a||c', '1|2|3', '1|4|'), 1, 3)).toEqual([
    { index: 0, name: 'a', samples: ['1'] },
    { index: 1, name: 'B', samples: ['2', '4'] },
    { index: 2, name: 'c', samples: ['3'] },
  ]);
});

test('the order of dates follows from a part above 12', () => {
  expect(dateOrderOf(['3/1/2017', '10/20/2016'])).toBe('mdy');
  expect(dateOrderOf(['3/1/2017', '20/10/2016'])).toBe('dmy');
  expect(dateOrderOf(['3/1/2017'])).toBe('mdy');
  expect(dateOrderOf(['2017-3-1', '', 'x'])).toBeUndefined();
});

test('suggestions: the same but for spaces and case first, then the most alike, nothing far-fetched', () => {
  const names = ['GTX Basic', 'GTX Pro', 'GTX Plus Pro', 'MG Special', 'GTK 500'];
  const suggest = openSuggestions(names.map((name) => ({ value: name, label: name })));
  expect(suggest('GTXPro').map(({ label: name }) => name)[0]).toBe('GTX Pro');
  expect(suggest('gtx  basic')[0]?.label).toBe('GTX Basic');
  expect(suggest('云岭')).toEqual([]);
  expect(likeness('GTXPro', 'gtx pro')).toBe(1);
  expect(likeness('a', 'b')).toBe(0);
});
