import { expect, test } from 'vitest';
import { numberTexts } from './numbers.tsx';

const hours = { key: 'm', kind: 'number', label: { zh: '工时' }, unit: { kind: 'duration' as const } };

test.each([
  ['183600', '51小时', '51h', '51小时', '51h'],
  ['5430', '1.5小时', '1.5h', '1小时 30分钟 30秒', '1h 30m 30s'],
  ['90', '1.5分钟', '1.5m', '1分钟 30秒', '1m 30s'],
  ['-59.6', '-59.6秒', '-59.6s', '-1分钟', '-1m'],
  ['0', '0秒', '0s', '0秒', '0s'],
])('%s seconds are told in hours and minutes', (value, shortZh, shortEn, fullZh, fullEn) => {
  const [zh, en] = [numberTexts('zh', 'Asia/Shanghai'), numberTexts('en', 'Asia/Shanghai')];
  expect([zh.short(value, hours), en.short(value, hours)]).toEqual([shortZh, shortEn]);
  expect([zh.full(value, hours), en.full(value, hours)]).toEqual([fullZh, fullEn]);
});
