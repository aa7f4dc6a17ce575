import { execFileSync } from 'node:child_process';
import { formulaMessages } from '@trellis/logic';
import { describe, expect, it } from 'vitest';
import { CHANGE_CODES, ERRORS, LOCALES } from '../index.ts';
import { changeMessage } from './change-message.ts';
import { changeTexts } from './changes.ts';
import { errorTexts } from './errors.ts';
import { errorMessage, hasIssueText, issueMessage } from './index.ts';
import { issueTexts } from './issues.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();

describe('message texts', () => {
  it('have the same codes and parameters in both languages', () => {
    for (const texts of [errorTexts, issueTexts, changeTexts]) {
      const [zh, en] = [texts.zh as Record<string, string>, texts.en as Record<string, string>];
      expect(Object.keys(en)).toEqual(Object.keys(zh));
      for (const code of Object.keys(zh)) {
        expect(zh[code], code).toMatch(/\p{Script=Han}|^\{/u);
        expect(en[code], code).not.toMatch(/\p{Script=Han}/u);
        // The text of a check is the author's own, by language.
        if (code !== 'check_failed' && code !== 'check_warning')
          expect(placeholders(en[code] ?? ''), code).toEqual(placeholders(zh[code] ?? ''));
      }
    }
  });

  it('exist for every error and change', () => {
    expect(Object.keys(errorTexts.zh).sort()).toEqual(Object.keys(ERRORS).sort());
    expect(Object.keys(changeTexts.zh).sort()).toEqual([...CHANGE_CODES].sort());
  });

  it('exist for every issue code written in the packages and the server', () => {
    const source = execFileSync(
      'grep',
      [
        '-rhoE',
        "\\bcode: '[a-z_]+'|'(not_text|too_small|too_large|too_early|too_late)'",
        ...['logic', 'metadata', 'forms', 'records', 'reports'].map((name) => `packages/${name}/src`),
        'apps/server/src',
        '--include=*.ts',
        '--exclude=*.test.ts',
        '--exclude-dir=node_modules',
        // What the checker of a design finds is told by the designer, whose texts the compiler holds to the codes.
        '--exclude-dir=analysis',
      ],
      { encoding: 'utf8', maxBuffer: 1 << 24 },
    );
    const codes = new Set([...source.matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? ''));
    expect(codes.size).toBeGreaterThan(40);
    const untold = [...codes].filter(
      (code) =>
        !hasIssueText(code) &&
        !(code in ERRORS) &&
        // What is wrong with the text of a formula is told where the text is.
        !(code in formulaMessages.zh) &&
        !CHANGE_CODES.some((known) => known === code),
    );
    expect(untold).toEqual([]);
  });

  it('fill in parameters, labels and substitutes', () => {
    expect(issueMessage({ path: [], code: 'required' }, 'zh')).toBe('请填写此项');
    expect(issueMessage({ path: [], code: 'required' }, 'zh', '客户名称')).toBe('请填写客户名称');
    expect(issueMessage({ path: [], code: 'too_long', params: { max: 20 } }, 'en')).toBe(
      'At most 20 characters',
    );
    expect(issueMessage({ path: [], code: 'one_key', params: { count: 2 } }, 'zh')).toContain('2');
    expect(issueMessage({ path: [], code: 'constructor' }, 'zh')).toBe('constructor');
    const check = { path: [], code: 'check_failed', params: { check: 'a', zh: '请填写', en: 'Fill in' } };
    expect(LOCALES.map((locale) => issueMessage(check, locale))).toEqual(['请填写', 'Fill in']);
    expect(errorMessage('login_failed', 'en')).toMatch(/password/);
    const change = {
      code: 'field_removed',
      params: { label: '邮箱', label_en: 'E-mail' },
      risky: true,
    } as const;
    expect(changeMessage(change, 'zh')).toContain('“邮箱”');
    expect(changeMessage(change, 'en')).toContain('“E-mail”');
  });
});
