import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { complaintsBut, DESKTOP, launchBrowser, openTab, PHONE, type Tab } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, type Person, placeOf } from './support/login.ts';
import { button } from './support/story.ts';

let browser: Browser;
let owner: Person;
let visitor: Tab;
/** A submission without its answer to the puzzle. */
const EMPTY = { id: '01900000-0000-7000-8000-000000000001', visitor: 'nobody-in-particular', values: {} };
const APP = 'lifecycle_crm';
const options = {
  options: [
    { key: 'erp', label: { zh: 'ERP' } },
    { key: 'other', label: { zh: '其他' } },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  owner = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const asOther = { has_any: [{ var: 'needs' }, ['other']] };
  const document = form('咨询', {
    name: field('text', '姓名'),
    phone: field('phone', '手机', { country: '+86' }),
    needs: field('multi_select', '需求', options),
    other: field('text', '哪些', {}, { visible: asOther, requiredWhen: asOther }),
    files: field('file', '附件', { maxCount: 2, maxSize: 1 }),
    source: field('text', '来自', {}, { hideOnCreate: true }),
  });
  await publishForm(apiOf(owner), APP, 'ask', { ...document, required: ['name'] });
});
afterAll(() => browser.close());

/** Gzipped bytes of scripts do not travel in tests of this size; what was asked for does. */
const scriptsOf = (page: Page): string[] => {
  const names: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') names.push(new URL(request.url()).pathname);
  });
  return names;
};

it('an administrator opens a form to the public, a visitor fills it in on a phone, staff see the record', async () => {
  const { page } = owner;
  await page.goto(placeOf(owner, APP, 'f/ask'));
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '公开表单' }).click();
  await page.getByRole('switch', { name: '对外开放' }).click();
  await page.getByLabel('标题', { exact: true }).fill('预约 <顾问>');
  await button(page, '添加参数').click();
  await page.getByLabel('参数名').fill('utm_source');
  await page.getByLabel('记到字段').fill('来自');
  await page.keyboard.press('Enter');
  await page.getByRole('switch', { name: '防机器人验证' }).click();
  await button(page, '保存').click();
  const link = page.getByLabel('链接', { exact: true });
  await link.waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(200);
  expect(await wrongOn(page)).toEqual([]);
  await owner.shot('public-settings');

  const address = await link.inputValue();
  const answer = await page.request.get(address);
  expect(answer.headers()['content-security-policy']).toContain('frame-ancestors *');
  const html = await answer.text();
  expect(html).toContain('<h1>预约 &#60;顾问&#62;</h1>');
  expect(html).toMatch(/<noscript>.*JavaScript/);

  const url = `${address}?utm_source=fair&name=%E7%8E%8B`;
  visitor = await openTab(browser, { url: new URL(url).origin, locale: 'zh-CN', size: PHONE });
  const form = visitor.page;
  const scripts = scriptsOf(form);
  await form.goto(url);
  await form.getByRole('heading', { name: '预约 <顾问>' }).waitFor();
  await form.getByLabel('姓名').waitFor();
  expect(await form.getByLabel('姓名').inputValue()).toBe('王');
  // The rules come when somebody begins, and not before.
  expect(scripts.filter((name) => name.includes('engine'))).toEqual([]);
  expect(await wrongOn(form)).toEqual([]);
  await form.getByLabel('其他').check();
  await form.getByLabel('哪些').waitFor();
  await form.getByLabel('手机').fill('12');
  await button(form, '提交').click();
  await form.getByText('不是有效的电话号码').waitFor();
  expect(await form.evaluate(() => document.activeElement?.id)).toBe('p-phone');
  expect(await wrongOn(form)).toEqual([]);

  await form.getByLabel('手机').fill('138 0013 8000');
  await form.getByLabel('哪些').fill('数据迁移');
  const file = { name: '清单.txt', mimeType: 'text/plain', buffer: Buffer.from('清单') };
  await form.getByLabel('选择文件').setInputFiles(file);
  await form.getByText('1 KB').waitFor();
  // Nothing is lost: neither by a reload nor without a network.
  await form.waitForTimeout(400);
  await form.reload();
  await form.getByText('已恢复上次未提交的内容').waitFor();
  expect(await form.getByLabel('哪些').inputValue()).toBe('数据迁移');
  await visitor.context.setOffline(true);
  await button(form, '提交').click();
  await form.getByText('网络断开了').waitFor();
  await visitor.context.setOffline(false);
  await form.getByRole('heading', { name: '提交成功' }).waitFor();
  await visitor.shot('public-thanks');
  expect(await form.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  // Too many at once: it is sent again by itself when its turn has come.
  await button(form, '再填一份').click();
  await form.getByLabel('姓名').fill('赵强');
  const wait = { status: 429, headers: { 'retry-after': '1' }, contentType: 'application/json', body: '{}' };
  await form.route('**/submit', (route) => route.fulfill(wait), { times: 1 });
  await button(form, '提交').click();
  await form.getByText(/秒后自动重试/).waitFor();
  await form.getByRole('heading', { name: '提交成功' }).waitFor();

  // What was typed waits for its turn over a reload too.
  await button(form, '再填一份').click();
  await form.getByLabel('姓名').fill('李敏');
  const submit = new URL(address).pathname.replace('/p/', '/api/v1/public/');
  for (let n = 0; n < 30; n++) await form.request.post(`${submit}/submit`, { data: EMPTY });
  await button(form, '提交').click();
  await form.getByText(/秒后自动重试/).waitFor();
  await form.reload();
  await form.getByText('已恢复上次未提交的内容').waitFor();
  expect(await form.getByLabel('姓名').inputValue()).toBe('李敏');

  await page.goto(placeOf(owner, APP, 'f/ask'));
  await page.getByText('数据迁移').first().waitFor();
  await page.getByText('赵强').first().waitFor();
  await page.getByText('fair').first().waitFor();
  const provoked = /ERR_INTERNET_DISCONNECTED|status of 429/;
  expect(visitor.complaints.filter((line) => !provoked.test(line))).toEqual([]);
  expect(complaintsBut(owner, 422)).toEqual([]);
});
