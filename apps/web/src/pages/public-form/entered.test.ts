import type { PublicSettings } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { enteredOf, settingsOf } from './entered.ts';

const FULL: PublicSettings = {
  enabled: true,
  title: { zh: '预约', en: 'Book' },
  description: { zh: '说明' },
  color: 'blue',
  cover: 'data:image/png;base64,AAAA',
  opensAt: '2026-03-01T01:00:00.000Z',
  closesAt: '2026-04-01T01:00:00.000Z',
  limit: 100,
  captcha: true,
  once: 'day',
  onceField: 'phone',
  fields: ['name', 'phone'],
  capture: [{ param: 'utm_source', field: 'source' }],
  owner: '01900000-0000-7000-8000-000000000001',
  button: { zh: '预约' },
  thanks: { zh: '谢谢' },
  redirect: 'https://example.com/thanks',
  again: false,
  query: { by: ['phone'], shows: ['name'] },
};

it('what was saved is what is saved again', () => {
  expect(settingsOf(enteredOf(FULL))).toEqual(FULL);
  const bare = { enabled: false, captcha: false, again: true };
  expect(settingsOf(enteredOf({ enabled: false }))).toEqual(bare);
});

it('leaves out what is only half given, and takes one language for both', () => {
  const capture = [{ param: ' utm_source ' }, { field: 'source' }, { param: 'a', field: 'source' }];
  expect(settingsOf({ capture, titleEn: ' Book ', redirect: ' ' })).toEqual({
    enabled: false,
    captcha: false,
    again: true,
    title: { zh: 'Book', en: 'Book' },
    capture: [{ param: 'a', field: 'source' }],
  });
});
