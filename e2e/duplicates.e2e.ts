import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf } from './support/definitions.ts';
import { crm, logIn } from './support/login.ts';
import { button } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a lead that may exist is shown while it is typed, opened and used; duplicates stand side by side', async () => {
  const desk = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = desk;
  const api = apiOf(desk);
  const lead = (name: string, phone: string, company: string) =>
    api('POST', 'records/lifecycle_crm/lead', {
      values: {
        name,
        company,
        contact_name: '王工',
        phone,
        source: 'website',
        industry: 'equipment',
        status: 'new',
      },
    });
  await lead('双生甲', '13811110001', '昆山双生精密机械有限公司');
  const gone = (await lead('双生乙', '13811110002', '昆山双生精密机械')) as { id: string };

  // While typing: by a name that is written otherwise.
  await page.goto(crm(desk, 'f/lead?new=1'));
  await page.getByRole('dialog').getByLabel('公司名称').fill('昆山 双生精密机械（股份）有限公司');
  const similar = page.locator('.v-similar');
  await similar.getByText('公司名称相同').first().waitFor();
  await desk.shot('zh-similar');
  await similar.getByRole('button', { name: '打开 双生甲' }).click();
  await page.locator('.v-record h1', { hasText: '双生甲' }).waitFor();
  await page.keyboard.press('Escape');
  await similar.getByRole('button', { name: '使用已有数据 双生甲' }).click();
  await page.locator('.v-record h1', { hasText: '双生甲' }).waitFor();

  // The queue of the form.
  await page.goto(crm(desk, 'f/lead/duplicates'));
  const group = page.locator('.v-twin-group', { hasText: '双生乙' });
  await group.waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await desk.shot('zh-duplicates');
  await button(group, '不是重复').click();
  await group.waitFor({ state: 'detached' });
  await page.getByText('撤销').click();
  await group.waitFor();

  // The two become one; an old link leads there, and it can be taken back.
  await button(group, '合并').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '线索名称：用“双生乙”的值' }).check();
  expect(await wrongOn(page)).toEqual([]);
  await desk.shot('zh-merge');
  await dialog.getByRole('radio', { name: '保留这条' }).first().check();
  await button(dialog, '合并').click();
  await page.getByText('已合并为“双生乙”').waitFor();
  await group.waitFor({ state: 'detached' });
  await page.goto(crm(desk, `f/lead/${gone.id}`));
  await button(page, '打开合并后的数据').click();
  await page.locator('.v-record h1', { hasText: '双生乙' }).waitFor();
  await button(page.locator('.v-record'), '撤销合并').click();
  await page.getByText('已撤销合并').waitFor();
  await page.goto(crm(desk, 'f/lead/duplicates'));
  await group.waitFor();
});
