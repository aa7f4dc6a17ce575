import { expect, it } from 'vitest';
import { read } from '../../testing/text.ts';
import { TEXT_FORMAT_NAMES, TEXT_FORMATS } from './formats.ts';
import { text } from './model.ts';

it.each(TEXT_FORMAT_NAMES)('%s takes its own sample, as it is stored', (format) => {
  const { sample } = TEXT_FORMATS[format];
  expect(read(text, sample, { format })).toBe(sample);
});

it.each([
  ['id_card', '11010519491231002x', '11010519491231002X'],
  ['id_card', '440524 18800101 0014', '440524188001010014'],
  ['id_card', '110105194912310021', ['invalid_id_card']],
  ['id_card', '11010519490230002X', ['invalid_id_card']],
  ['id_card', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  ['credit_code', '91350100m000100y43', '91350100M000100Y43'],
  ['credit_code', '91350100M000100Y44', ['invalid_credit_code']],
  ['credit_code', '91350100I000100Y43', ['invalid_credit_code']],
  ['bank_card', '6222 6002 6000 1072 444', '6222600260001072444'],
  ['bank_card', '6222600260001072445', ['invalid_bank_card']],
  ['postcode', '215000', '215000'],
  ['postcode', '21500', ['invalid_postcode']],
  ['plate', '苏e·12345', '苏E12345'],
  ['plate', '粤ADA1234', '粤ADA1234'],
  ['plate', '苏I12345', ['invalid_plate']],
  ['ip', '256.1.1.1', ['invalid_ip']],
  ['ip', '2001:DB8::1', '2001:db8::1'],
  ['ip', '::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['ip', '1::2::3', ['invalid_ip']],
  ['ip', '1:2:3:4:5:6:7', ['invalid_ip']],
  ['passport', 'e12345678', 'E12345678'],
  ['passport', 'ABCDEFGH', ['invalid_passport']],
])('reads a text of form %s: %s', (format, input, value) => {
  expect(read(text, input, { format })).toEqual(value);
});

it('holds a text to a pattern of one’s own and says what its author says', () => {
  const own = { format: 'pattern' as const, pattern: '[A-Z]{2}-\\d{4}' };
  expect(read(text, ' KH-2026 ', own)).toBe('KH-2026');
  expect(read(text, 'KH-20261', own)).toEqual(['pattern_mismatch']);
  const config = { maxLength: 200, ...own, patternMessage: { zh: '请填写客户编号' } } as const;
  expect(text.normalise('x', config)).toEqual({
    ok: false,
    issues: [
      {
        path: [],
        code: 'check_failed',
        params: { check: 'pattern', zh: '请填写客户编号', en: '请填写客户编号' },
      },
    ],
  });
});

it('refuses settings that nobody could satisfy', () => {
  const check = (config: object) =>
    text
      .check?.({ maxLength: 200, ...config }, { fieldsOf: () => undefined })
      .map(({ path, code }) => [path[0], code]);
  expect(check({ format: 'pattern', pattern: '(' })).toEqual([['pattern', 'bad_pattern']]);
  expect(check({ format: 'pattern' })).toEqual([['pattern', 'bad_pattern']]);
  expect(check({ minLength: 201 })).toEqual([['minLength', 'range_reversed']]);
  expect(check({ minLength: 2, format: 'id_card' })).toEqual([]);
});
