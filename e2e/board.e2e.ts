import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf } from './support/definitions.ts';
import { crm, logIn } from './support/login.ts';
import { anyLane, button, carry, drag, lane, laneCount } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const PAYMENTS = '01930000-0000-7000-8000-0000000b0a4d';

/** A lane in a row: both count from 0. */
const cell = (page: Page, row: number, column: number): Locator =>
  page.locator('.v-swim').nth(row).locator('.v-swim-cell').nth(column);

/** Cards of each row, as their heads count them. */
const rowCounts = async (page: Page) =>
  (await page.locator('.v-swim-head .v-lane-count').allTextContents()).map(Number);

test('deals go to another stage and owner at once, by mouse and by keys, and back; a lane says why it takes no card', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;

  await page.goto(crm(tab, 'f/opportunity?view=opportunity_team'));
  const card = cell(page, 0, 0).locator('.v-card').first();
  await card.waitFor();
  expect(await wrongOn(page)).toEqual([]);
  const title = (await card.locator('.v-card-title').textContent()) ?? '';
  const before = await rowCounts(page);
  const [first = 0, second = 0, ...others] = before;

  // Rows and lanes at once, taken back by keys.
  await drag(page, card, cell(page, 1, 2).locator('.v-card').first());
  await cell(page, 1, 2).getByText(title).waitFor();
  expect(await rowCounts(page)).toEqual([first - 1, second + 1, ...others]);
  await page.getByText(`“${title}”已移到“方案制定 · `).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('已撤销移动').waitFor();
  await cell(page, 0, 0).getByText(title).waitFor();
  expect(await rowCounts(page)).toEqual(before);

  // By keys alone: down to the next owner, and by name to another stage.
  await cell(page, 0, 0).locator('.v-card', { hasText: title }).focus();
  await carry(page, ['Space', 'ArrowDown', 'Space']);
  await expect.poll(() => rowCounts(page)).toEqual([first - 1, second + 1, ...others]);
  await cell(page, 1, 0).locator('.v-card', { hasText: title }).focus();
  await page.keyboard.press('m');
  await button(page.getByRole('dialog'), '初步沟通').press('Enter');
  await cell(page, 1, 1).getByText(title).waitFor();
  await page.reload();
  await cell(page, 1, 1).getByText(title).waitFor();

  // What is confirmed can't be confirmed anew.
  const api = apiOf(tab);
  await api('PUT', `views/lifecycle_crm/payment/own/${PAYMENTS}`, {
    document: {
      vocabulary: 1,
      form: 'payment',
      kind: 'kanban',
      label: { zh: '回款看板' },
      config: { lane: 'status', card: ['amount'] },
    },
  });
  await page.goto(crm(tab, `f/payment?view=${PAYMENTS}`));
  const confirmed = lane(page, '已确认').locator('.v-card').first();
  await confirmed.waitFor();
  const count = await laneCount(page, '已确认');
  await drag(page, confirmed, anyLane(page, '待确认'));
  await page.getByText('没有移到“待确认” · 不能从“已确认”直接改为“待确认”').waitFor();
  expect(await laneCount(page, '已确认')).toBe(count);
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
