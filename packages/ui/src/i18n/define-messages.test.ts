import { describe, expect, it } from 'vitest';
import { defineMessages } from './define-messages.ts';

const texts = defineMessages('test', {
  zh: { hello: '你好，{name}', rows: '共 {count} 条' },
  en: { hello: 'Hello, {name}', rows: '{count} records', rows_one: '{count} record' },
});

describe('defineMessages', () => {
  it('fills parameters as they are', () => {
    expect(texts.in('zh')('hello', { name: '<b>$t(rows)</b> {count}' })).toBe(
      '你好，<b>$t(rows)</b> {count}',
    );
  });

  it('takes the singular where English has one', () => {
    expect(texts.in('en')('rows', { count: 1 })).toBe('1 record');
    expect(texts.in('en')('rows', { count: 2 })).toBe('2 records');
    expect(texts.in('zh')('rows', { count: 1 })).toBe('共 1 条');
  });

  it('demands the same keys and the parameters at compile time', () => {
    // @ts-expect-error a key that Chinese lacks
    defineMessages('test-more', { zh: { a: '甲' }, en: { a: 'A', b: 'B' } });
    // @ts-expect-error a key that English lacks
    defineMessages('test-less', { zh: { a: '甲', b: '乙' }, en: { a: 'A' } });
    // @ts-expect-error a parameter is missing
    expect(texts.in('en')('hello')).toContain('Hello');
  });
});
