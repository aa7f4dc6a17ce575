import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { button, choose } from './support/story.ts';

const APP = 'convert';
const CITIES = ['杭州', '苏州', '宁波'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('texts become numbers and options; what does not convert is said before', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', {
    key: APP,
    document: { vocabulary: 1, label: { zh: '转换' }, menu: [] },
  });
  await publishForm(
    api,
    APP,
    'deal',
    form('成交', { name: field('text', '名称'), amount: field('text', '金额'), city: field('text', '城市') }),
  );
  await api('POST', `records/${APP}/deal/bulk`, {
    create: Array.from({ length: 500 }, (_, n) => ({
      values: { name: `${n}`, amount: n % 50 === 7 ? '面议' : `${n}00`, city: CITIES[n % 3] },
    })),
  });

  await page.goto(placeOf(tab, APP, 'design/form/deal'));
  const canvas = page.getByRole('main', { name: '画布' });
  const panel = page.getByRole('complementary', { name: '属性' });
  const plan = page.getByRole('dialog');
  const become = async (name: string, type: string) => {
    await canvas.getByRole('button', { name: `${name}，单行文本` }).click();
    await panel.getByRole('combobox', { name: '字段类型' }).fill(type);
    await choose(page, panel.getByRole('combobox', { name: '字段类型' }), type);
  };
  await become('金额', '数字');
  await become('城市', '单选');
  await button(panel, '用已有的 3 种内容作为选项').click();
  await button(page, '发布').click();
  await plan.getByText('字段“金额”由“单行文本”改为“数字”').waitFor();
  await plan.getByText('金额的 490 条数据将转换为新类型').waitFor();
  await plan.getByText('金额有 10 条数据无法转换').waitFor();
  await plan.getByText('“面议” × 10 不是有效的数字').waitFor();
  await plan.getByText('城市的 500 条数据将转换为新类型').waitFor();
  await tab.shot('zh-conversion');
  await button(plan, '发布').click();
  await plan.waitFor({ state: 'hidden' });

  const { records } = (await api('POST', `records/${APP}/deal/query`, {
    filter: { '==': [{ var: 'name' }, '9'] },
  })) as { records: { values: Record<string, unknown> }[] };
  expect(records[0]?.values).toMatchObject({ amount: '900', city: expect.stringMatching(/^option_/) });
  expect(tab.complaints).toEqual([]);
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});
