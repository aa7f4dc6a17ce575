import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime, formatMoney, formatNumber, formatRelative } from './format.ts';

describe('numbers', () => {
  it('are exact beyond what a float holds', () => {
    expect(formatNumber('12345678901234567890.123456789', 'zh')).toBe('12,345,678,901,234,567,890.123456789');
    expect(formatMoney('90071992547409931.05', 'CNY', 'zh')).toBe('¥90,071,992,547,409,931.05');
  });

  it('keep a sign before the currency and the digits asked for', () => {
    expect(formatMoney('-1234.5', 'CNY', 'zh')).toBe('-¥1,234.50');
    expect(formatNumber('1', 'en', 2)).toBe('1.00');
  });
});

describe('times', () => {
  const env = { locale: 'zh', tz: 'Asia/Shanghai' } as const;
  const now = new Date('2026-03-02T08:00:00Z');
  const relative = (instant: string) => formatRelative(instant, env, now);

  it('are in words near now, by the calendar of the zone', () => {
    expect(relative('2026-03-02T07:59:50Z')).toBe('刚刚');
    expect(relative('2026-03-02T07:55:00Z')).toBe('5 分钟前');
    expect(relative('2026-03-02T08:30:00Z')).toBe('30 分钟后');
    expect(relative('2026-03-02T01:05:00Z')).toBe('今天 09:05');
    // 23:00 of the day before in Shanghai, though the same day in UTC.
    expect(relative('2026-03-01T15:00:00Z')).toBe('昨天 23:00');
    expect(relative('2026-03-01T16:00:00Z')).toBe('今天 00:00');
    expect(relative('2026-03-03T02:00:00Z')).toBe('明天 10:00');
  });

  it('lose the year within this one and are complete beyond', () => {
    expect(relative('2026-01-05T02:00:00Z')).toBe('1月5日 10:00');
    expect(relative('2025-12-31T16:30:00Z')).toBe('1月1日 00:30');
    expect(relative('2025-11-05T02:00:00Z')).toBe('2025-11-05 10:00');
  });

  it('are written for each language', () => {
    expect(formatDateTime('2026-03-01T06:30:00Z', { ...env, locale: 'en' })).toBe('Mar 1, 2026 14:30');
    expect(formatDate('2026-03-01', 'zh')).toBe('2026-03-01');
  });
});
