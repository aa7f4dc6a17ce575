import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { watchShifts } from './support/shifts.ts';
import { button, fitsTheScreen } from './support/story.ts';

const APP = 'papers';
const paper = form('合同', {
  name: field('text', '名称'),
  papers: field('file', '附件', { maxCount: 3, maxSize: 1, extensions: ['pdf', 'txt'] }),
  photos: field('image', '照片', { maxCount: 3, maxSize: 1 }),
  signed: field('signature', '签收'),
});
/** A dot of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});
const image = (name: string) => ({ name, mimeType: 'image/png', buffer: PNG });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const on = (page: Page, key: string) => page.locator(`[data-field="${key}"]`);
const give = (page: Page, key: string, ...files: ReturnType<typeof text>[]) =>
  on(page, key).locator('input[type=file]').first().setInputFiles(files);

/** Keeps what is sent on its way until it may arrive. */
async function holdUploads(page: Page): Promise<() => void> {
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/api/v1/w/*/files', async (route) => {
    await held;
    await route.continue();
  });
  return arrive;
}

test('papers, pictures and a signature: refused, sent, seen, taken out, kept', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '合同' }, menu: [] } });
  await publishForm(api, APP, 'paper', paper);
  await page.goto(placeOf(tab, APP, 'f/paper?new=1'));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('年度框架');

  // What may not come in is said at once, the others are sent.
  await give(
    page,
    'papers',
    text('大.txt', 'x'.repeat(1_100_000)),
    text('程序.exe', 'x'),
    text('条款.txt', '一年'),
    text('附录.txt', '二年'),
  );
  await on(page, 'papers').getByText('“大.txt”超过 1 MB').waitFor();
  await on(page, 'papers')
    .getByText(/“程序.exe”的扩展名不在允许之列/)
    .waitFor();
  await on(page, 'papers').getByRole('link', { name: '条款.txt', exact: true }).waitFor();
  await tab.shot('zh-files-refused');
  await give(page, 'photos', text('假.png', '没有图'));
  await on(page, 'photos')
    .getByText(/假.png/)
    .first()
    .waitFor();
  await tab.shot('zh-files-disguised');
  const arrive = await holdUploads(page);
  await give(page, 'photos', image('现场.png'));
  const tile = on(page, 'photos').getByRole('button', { name: '打开“现场.png”' });
  await tile.waitFor();
  // From when a picture is named, nothing moves under the finger: not when it has come, nor when it is shown.
  const shifts = await watchShifts(page);
  arrive();
  await tile.getByRole('img').waitFor();
  expect(await shifts()).toEqual([]);
  await on(page, 'signed').getByRole('button').click();
  const pad = page.getByRole('dialog', { name: '请在框内签名' });
  const box = await pad.locator('canvas').boundingBox();
  if (!box) throw new Error('No pad');
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 120, { steps: 8 });
  await page.mouse.up();
  await tab.shot('zh-files-pad');
  await button(pad, '完成').click();
  await on(page, 'signed').getByRole('img', { name: '签名' }).waitFor();
  await tab.shot('zh-files-filled');
  await button(dialog, '保存').click();
  await dialog.getByRole('heading', { name: '年度框架' }).waitFor();

  await page.reload();
  await on(page, 'photos').getByRole('button', { name: '打开“现场.png”' }).click();
  await tab.shot('zh-files-viewer');
  await page.keyboard.press('Escape');
  await on(page, 'papers').getByRole('button', { name: '移除“附录.txt”' }).click();
  await button(dialog, '保存').click();
  await page.getByText('已保存').waitFor();
  await tab.shot('zh-files-saved');
  expect(await on(page, 'papers').getByText('附录.txt').count()).toBe(0);
  expect(tab.complaints).toEqual([]);

  const phone = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  const small = phone.page;
  await small.goto(page.url());
  await on(small, 'papers').getByText('条款.txt').waitFor();
  const land = await holdUploads(small);
  await give(small, 'photos', image('到货.png'));
  await on(small, 'signed').getByRole('img', { name: '签名' }).waitFor();
  await fitsTheScreen(small);
  await phone.shot('zh-files-phone');
  // Whoever saves while a picture is on its way need not press again.
  await button(small, '保存').click();
  await small.getByText('文件传完后自动保存').waitFor();
  land();
  await small.getByText('已保存').waitFor();
  expect(await on(small, 'photos').getByRole('button', { name: '打开“到货.png”' }).count()).toBe(1);
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});
