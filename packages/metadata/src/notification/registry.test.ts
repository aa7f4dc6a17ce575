import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHANNELS } from './channels.ts';
import type { NotificationKind } from './contract.ts';
import { NOTIFICATION_KINDS, notificationMessage } from './registry.ts';

const kinds: [string, NotificationKind][] = Object.entries(NOTIFICATION_KINDS);
const placeholders = (text = '') => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

test('every file of a kind is registered', () => {
  const files = readdirSync(new URL('kinds', import.meta.url)).map((file) => file.replace('.ts', ''));
  expect(files.sort()).toEqual(Object.keys(NOTIFICATION_KINDS).sort());
});

test.each(kinds)('%s has its texts in both languages, with the same parameters', (_, kind) => {
  expect(kind.label.en && kind.description.en).toBeTruthy();
  for (const [code, text] of Object.entries(kind.texts)) {
    expect(placeholders(text.en), code).toEqual(placeholders(text.zh));
    expect(text.en, code).not.toMatch(/\p{Script=Han}/u);
  }
  for (const channel of kind.channels) expect(CHANNELS).toHaveProperty(channel);
});

test('a text is filled in the language of the reader; an unknown one is empty', () => {
  const params = { by: '李四', record: '启明', form: '客户', times: 1 };
  expect(notificationMessage('share', 'record', 'zh', params)).toBe('李四 把「启明」分享给你');
  expect(notificationMessage('share', 'record', 'en', params)).toBe('李四 shared “启明” with you');
  expect(notificationMessage('assign', 'owner', 'zh', { ...params, times: 3 })).toBe(
    '李四 把 3 条「客户」交给你负责',
  );
  expect(notificationMessage('share', 'constructor', 'zh', params)).toBe('');
  expect(notificationMessage('toString', 'record', 'zh', params)).toBe('');
});
