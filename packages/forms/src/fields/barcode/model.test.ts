import { expect, it } from 'vitest';
import { barcode, barcodeProblem } from './model.ts';

it('knows what it can draw', () => {
  expect(barcodeProblem('KH-2026-0001', 'code128')).toBeUndefined();
  expect(barcodeProblem('客户', 'code128')).toBe('not_ascii');
  expect(barcodeProblem('a'.repeat(129), 'code128')).toBe('too_long');
  expect(barcodeProblem('客'.repeat(150), 'qr')).toBeUndefined();
  expect(barcodeProblem('客'.repeat(151), 'qr')).toBe('too_long');
});

it('refuses a field that is not there', () => {
  const around = {
    fieldsOf: () => undefined,
    own: (key: string) => (key === 'code' ? ({ kind: 'text' } as const) : undefined),
  };
  const config = { symbology: 'qr', source: 'field' } as const;
  expect(barcode.check?.({ ...config, field: 'code' }, around)).toEqual([]);
  expect(barcode.check?.({ ...config, field: 'gone' }, around)).toMatchObject([{ code: 'unknown_field' }]);
  expect(barcode.check?.({ symbology: 'qr', source: 'link' }, around)).toEqual([]);
});
