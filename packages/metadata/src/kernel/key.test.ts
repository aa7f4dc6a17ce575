import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKey, keyFromLabel } from './key.ts';

describe('keyFromLabel', () => {
  it.each([
    ['客户名称', 'ke_hu_ming_cheng'],
    ['重庆分公司（华南）', 'chong_qing_fen_gong_si_hua_nan'],
    ['联系人 E-mail', 'lian_xi_ren_e_mail'],
    ['绿色', 'lv_se'],
    ['2025年合同', 'f_2025_nian_he_tong'],
    ['Straße – Ärger', 'strasse_arger'],
    ['🙂', 'field'],
    ['', 'field'],
    ['_id', 'id'],
  ])('%s → %s', (label, key) => {
    expect(keyFromLabel(label)).toBe(key);
  });

  it('cuts between words and avoids siblings', () => {
    expect(keyFromLabel('客户', ['ke_hu', 'ke_hu_2'])).toBe('ke_hu_3');
    const long = keyFromLabel('这是一个非常非常非常长的字段名称用来测试截断');
    expect(long.length).toBeLessThanOrEqual(40);
    expect(long).toMatch(/^zhe_shi_yi_ge_fei_chang/);
    expect(keyFromLabel('这是一个非常非常非常长的字段名称用来测试截断', [long]).length).toBeLessThanOrEqual(
      40,
    );
  });

  it('always makes a key', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.constantFrom('field', 'a', 'f')),
        (label, taken) => {
          const key = keyFromLabel(label, taken);
          expect(isKey(key), key).toBe(true);
          expect(taken).not.toContain(key);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});
