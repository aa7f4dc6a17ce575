import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the pages say, in the languages that the stories are told in. Taken from the screen, as a person would. */
export const WORDS = {
  zh: {
    workspaceName: '企业名称',
    yourName: '你的姓名',
    email: '邮箱',
    password: '密码',
    getStarted: '开始使用',
    openTemplates: '打开模板库',
    crm: '客户全生命周期 CRM',
    install: '安装',
    open: '打开',
    create: '新建线索',
    save: '保存',
    lead: '线索',
    leadName: '线索名称',
    company: '公司名称',
    contactName: '联系人',
    mobile: '手机',
    source: '来源',
    website: '官网',
    industry: '行业',
    it: 'IT/软件',
    customers: '客户',
    contacts: '联系人',
    opportunities: '商机',
    discover: '潜客发现',
    explore: '需求挖掘',
    engage: '初步沟通',
    search: '搜索',
    other: 'English',
  },
  en: {
    workspaceName: 'Workspace name',
    yourName: 'Your name',
    email: 'E-mail',
    password: 'Password',
    getStarted: 'Get started',
    openTemplates: 'Open templates',
    crm: 'Customer lifecycle CRM',
    install: 'Install',
    open: 'Open',
    create: 'New lead',
    save: 'Save',
    lead: 'Lead',
    leadName: 'Lead name',
    company: 'Company',
    contactName: 'Contact person',
    mobile: 'Mobile',
    source: 'Source',
    website: 'Website',
    industry: 'Industry',
    it: 'IT & software',
    customers: 'Customer',
    contacts: 'Contact',
    opportunities: 'Opportunity',
    discover: 'Discovery',
    explore: 'Needs',
    engage: 'First talks',
    search: 'Search',
    other: '中文',
  },
} as const;
export type Words = (typeof WORDS)[keyof typeof WORDS];

/** A button by its exact name; antd puts a space between two Chinese characters, so white space does not count. */
export const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${[...name].map(escaped).join('\\s*')}$`) });

/** Chooses an option of an antd select by its label. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click();
  await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click();
}

/** Drags from the middle of one element to the middle of another, as a hand does: in many small steps. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await middle(from);
  const end = await middle(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 20 });
  await page.mouse.up();
}

/** Presses keys as fast as somebody who listens: each one after the last was announced to screen readers. */
export async function carry(page: Page, keys: readonly string[]): Promise<void> {
  const live = page.locator('[id^="DndLiveRegion"]').first();
  for (const key of keys) {
    const before = await live.textContent();
    await page.keyboard.press(key);
    await expect.poll(() => live.textContent(), { timeout: 5_000 }).not.toBe(before);
  }
}

async function middle(element: Locator): Promise<{ x: number; y: number }> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error('Nothing to drag there');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The lane of a board by its name. */
export const lane = (page: Page, name: string): Locator =>
  page.locator('section.v-lane-inner', { has: page.locator(`.v-lane-name[title="${name}"]`) });

/** Records that the head of a lane counts. */
export async function laneCount(page: Page, name: string): Promise<number> {
  return Number(await lane(page, name).locator('.v-lane-count').textContent());
}

/** No page may be wider than the screen: nobody scrolls a page sideways. */
export async function fitsTheScreen(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(room);
}

const escaped = (character: string) => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
