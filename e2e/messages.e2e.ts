import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf } from './support/definitions.ts';
import { ADMIN, logIn } from './support/login.ts';
import { button } from './support/story.ts';

/** One second on a quiet machine; tests share theirs with others. */
const SOON = 3_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('who is given a record is told at once, reads it there, and says where to be told', async () => {
  const mine = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const theirs = await logIn(browser, { locale: 'zh-CN', size: DESKTOP, email: 'manager@example.com' });
  const { page } = mine;
  const call = apiOf(theirs);
  const { members } = (await call('GET', 'members')) as { members: { id: string; email?: string }[] };
  const me = members.find(({ email }) => email === ADMIN)?.id;
  const contacts = 'records/lifecycle_crm/contact';
  const { records } = (await call('POST', `${contacts}/query`, { fields: ['name'], limit: 3 })) as {
    records: { id: string; values: { name: string } }[];
  };
  const give = (index: number) => call('PATCH', `${contacts}/${records[index]?.id}`, { set: {}, owner: me });
  const bell = (count: number) =>
    page.getByRole('button', { name: count === 0 ? '通知' : `通知，${count} 条未读`, exact: true });
  // Other stories of this demo may have told of something.
  await apiOf(mine)('POST', 'messages/change', { all: true, change: 'read' });
  await page.goto('/');
  await bell(0).waitFor();

  // Wherever one is, the bell tells at once; what is opened is read.
  await give(0);
  await bell(1).waitFor({ timeout: SOON });
  await bell(1).click();
  const centre = page.getByRole('dialog', { name: '通知' });
  await centre.locator('.v-message[data-unread]').waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await mine.shot('zh-messages');
  await centre.locator('.v-message-open').first().click();
  await page.getByRole('heading', { name: records[0]?.values.name ?? '' }).waitFor();
  expect(page.url()).toContain(records[0]?.id);
  await bell(0).waitFor({ timeout: SOON });

  // Several are marked as read at once, and that can be taken back.
  await Promise.all([give(1), give(2)]);
  await bell(2).waitFor({ timeout: SOON });
  await bell(2).click();
  await button(centre, '全部已读').click();
  await bell(0).waitFor({ timeout: SOON });
  await button(page, '撤销').click();
  await bell(2).waitFor({ timeout: SOON });

  // Where one wants to be told is kept.
  await button(centre, '通知设置').click();
  const mail = page.getByRole('checkbox', { name: /^分配给我 · 邮件/ });
  const before = await mail.isChecked();
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await mail.click();
  await kept;
  await page.reload();
  await expect.poll(() => mail.isChecked()).toBe(!before);

  expect(mine.complaints).toEqual([]);
  await Promise.all([mine.context.close(), theirs.context.close()]);
});
