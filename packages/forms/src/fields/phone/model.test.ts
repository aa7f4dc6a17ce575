import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { phone } from './model.ts';

it.each([
  ['138 0013 8000', '+8613800138000', '138 0013 8000'],
  ['（010）1234-5678', '+861012345678', '010 1234 5678'],
  ['0512-66668888', '+8651266668888', '0512 6666 8888'],
  ['+86 010 12345678', '+861012345678', '010 1234 5678'],
  ['400-800-1234', '+864008001234', '400 800 1234'],
  ['１３８００１３８０００', '+8613800138000', '138 0013 8000'],
  ['0086 138 0013 8000', '+8613800138000', '138 0013 8000'],
  ['+1 (415) 555-0132', '+14155550132', '+14155550132'],
])('reads %s', (text, value, shown) => {
  expect(read(phone, text)).toBe(value);
  expect(show(phone, value as never)).toBe(shown);
});

it.each(['12345', '138001380001', '0512-66668888-801', 'call me', '+', '+86 12345'])('refuses %s', (text) => {
  expect(read(phone, text)).toEqual(['invalid_phone']);
});

it('reads numbers without a country code as of the country set', () => {
  expect(read(phone, '030 1234567', { country: '+49' })).toBe('+49301234567');
  expect(read(phone, '1 (415) 555-0132', { country: '+1' })).toBe('+14155550132');
  expect(read(phone, '8 495 123 45 67', { country: '+7' })).toBe('+74951234567');
  // Italian numbers keep their 0.
  expect(read(phone, '06 1234567', { country: '+39' })).toBe('+39061234567');
});

it('keeps to mobiles or landlines where it is told', () => {
  expect(read(phone, '13800138000', { only: 'mobile' })).toBe('+8613800138000');
  expect(read(phone, '010-12345678', { only: 'mobile' })).toEqual(['not_mobile']);
  expect(read(phone, '13800138000', { only: 'landline' })).toEqual(['not_landline']);
  expect(read(phone, '+14155550132', { only: 'mobile' })).toBe('+14155550132');
});
