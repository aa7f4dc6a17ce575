import { expect, test } from 'vitest';
import type { CatalogForm, Ctx } from '../contract.ts';
import { systemFact } from './screen.ts';

const form = {
  app: 'crm',
  key: 'lead',
  document: { trellis: { label: { zh: '线索', en: 'Leads' } } },
} as unknown as CatalogForm;
const ctx = (screen?: Ctx['screen']) =>
  ({
    catalog: {
      workspace: { name: '云岭' },
      apps: new Map([['crm', { label: { zh: '客户管理' } }]]),
      views: new Map([
        ['crm:mine', { form: 'lead', label: { zh: '我的线索' } }],
        ['crm:deals', { form: 'deal', label: { zh: '商机' } }],
      ]),
    },
    ...(screen ? { screen } : {}),
  }) as unknown as Ctx;

const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const IPAD =
  'Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1';
const WECHAT =
  'Mozilla/5.0 (Linux; Android 14; 2211133C) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.40';

test.each([
  [`${WINDOWS} Edg/130.0.0.0`, '电脑', 'Edge'],
  [WINDOWS, '电脑', 'Chrome'],
  [IPHONE, '手机', 'Safari'],
  [IPAD, '平板', 'Safari'],
  [WECHAT, '手机', '微信'],
  [`${WECHAT} wxwork/4.1`, '手机', '企业微信'],
  ['curl/8', '电脑', null],
])('%s', (agent, device, browser) => {
  expect(systemFact(ctx({ agent }), form, 'device')).toBe(device);
  expect(systemFact(ctx({ agent }), form, 'browser')).toBe(browser);
});

test('names and keys of the place; the view is one of this very form', () => {
  const facts = (['workspace', 'app', 'app_key', 'form', 'form_key'] as const).map((what) =>
    systemFact(ctx(), form, what),
  );
  expect(facts).toEqual(['云岭', '客户管理', 'crm', '线索', 'lead']);
  expect(systemFact(ctx({ view: 'crm:mine' }), form, 'view')).toBe('我的线索');
  expect(systemFact(ctx({ view: 'crm:mine' }), form, 'view_key')).toBe('mine');
  for (const view of ['crm:deals', 'crm:none', 'shop:mine', 'mine'])
    expect(systemFact(ctx({ view }), form, 'view')).toBeNull();
  for (const what of ['view', 'view_key', 'device', 'browser'] as const)
    expect(systemFact(ctx(), form, what)).toBeNull();
});
