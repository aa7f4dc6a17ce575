import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsBut, DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { button, choose, fitsTheScreen } from './support/story.ts';

const APP = 'links';
const options = (...labels: string[]) => ({
  options: labels.map((zh, index) => ({ key: `o${index}`, label: { zh } })),
});
const OF_CLIENT = { '==': [{ var: 'client' }, { var: '$record.client' }] };

const client = (related: object = {}) =>
  form('客户', {
    name: field('text', '名称', {}, { searchable: true }),
    industry: field('select', '行业', options('制造', '金融')),
    ...related,
  });
const person = (related: object = {}) =>
  form('联系人', {
    name: field('text', '姓名', {}, { searchable: true }),
    client: field('reference', '所属客户', { form: 'client' }),
    phone: field('text', '分机'),
    ...related,
  });
const order = form('订单', {
  title: field('text', '标题'),
  client: field('reference', '下单客户', {
    form: 'client',
    display: ['industry'],
    fills: [{ from: 'industry', to: 'industry', when: 'empty' }],
  }),
  industry: field('select', '客户行业', options('制造', '金融')),
  contact: field('reference', '对接人', {
    form: 'person',
    look: 'table',
    display: ['phone'],
    filter: { where: OF_CLIENT, empty: 'none' },
  }),
  team: field('reference', '参与人', { form: 'person', many: true, look: 'cards', display: ['phone'] }),
  people: field(
    'number',
    '联系人数',
    {},
    { default: { kind: 'linked', form: 'person', where: OF_CLIENT, empty: 'none', take: 'count' } },
  ),
  known: field('query_list', '客户的联系人', {
    form: 'person',
    condition: { where: OF_CLIENT, empty: 'none' },
    columns: ['name', 'phone'],
    limit: 5,
  }),
});

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const inForm = (page: Page, key: string) => page.getByRole('dialog').locator(`[data-field="${key}"]`);

test('an order is made from what is known of a customer, and shows there', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', {
    key: APP,
    document: { vocabulary: 1, label: { zh: '订单管理' }, menu: [] },
  });
  await publishForm(api, APP, 'client', client());
  await publishForm(api, APP, 'person', person());
  await publishForm(api, APP, 'order', order);
  const orders = (via: string) => ({
    orders: field('related', '订单', { form: 'order', via, columns: ['title', 'client'], limit: 5 }),
  });
  await publishForm(api, APP, 'client', client(orders('client')));
  await publishForm(api, APP, 'person', person(orders('team')));
  const make = async (of: string, values: object) =>
    ((await api('POST', `records/${APP}/${of}`, { values })) as { id: string }).id;
  const factory = await make('client', { name: '精工机械', industry: 'o0' });
  const bank = await make('client', { name: '滨海银行', industry: 'o1' });
  await make('person', { name: '周敏', client: factory, phone: '8001' });
  const wu = await make('person', { name: '吴涛', client: factory, phone: '8002' });
  await make('person', { name: '郑洁', client: bank, phone: '9001' });

  // Choosing the customer fills in what follows from it.
  await page.goto(placeOf(tab, APP, 'f/order?new=1'));
  await inForm(page, 'title').getByRole('textbox').fill('首批设备');
  await inForm(page, 'known').getByText('没有符合条件的数据').waitFor();
  await choose(page, inForm(page, 'client').getByRole('combobox'), '精工机械');
  await inForm(page, 'industry').getByText('制造').waitFor();
  await inForm(page, 'industry').getByText('已自动填入').waitFor();
  await expect.poll(() => inForm(page, 'people').locator('input').inputValue()).toBe('2');
  await inForm(page, 'known').getByText('吴涛').waitFor();
  expect(await inForm(page, 'known').getByText('郑洁').count()).toBe(0);
  await tab.shot('zh-references-filled');

  // The dialog offers the people of that customer alone.
  await inForm(page, 'contact').getByRole('button', { name: '选择联系人' }).click();
  const picker = page.getByRole('dialog', { name: '选择联系人' });
  await picker.getByText('周敏').waitFor();
  expect(await picker.getByText('郑洁').count()).toBe(0);
  await tab.shot('zh-references-table');
  await picker.getByText('周敏').click();
  await inForm(page, 'contact').getByRole('link', { name: '周敏' }).waitFor();

  await inForm(page, 'team').getByRole('button', { name: '选择联系人' }).click();
  await picker.getByText('郑洁').click();
  await picker.getByText('吴涛').click();
  await picker.getByText('已选 2 条').waitFor();
  await tab.shot('zh-references-cards');
  await button(picker, '确定').click();
  await inForm(page, 'team').getByText('8002').waitFor();

  // A customer who is not there yet is made on the spot.
  await inForm(page, 'client').getByRole('combobox').click();
  await button(page.locator('.ant-select-dropdown:visible'), '新建').click();
  const aside = page.getByRole('dialog', { name: '新建客户' });
  await aside.getByLabel('名称').fill('远山物流');
  await tab.shot('zh-references-aside');
  await button(aside, '保存').click();
  await inForm(page, 'client').getByText('远山物流').waitFor();
  await inForm(page, 'known').getByText('没有符合条件的数据').waitFor();
  // The person of the first customer no longer fits.
  await button(page.getByRole('dialog'), '保存').click();
  await inForm(page, 'contact').getByText('筛选条件').waitFor();
  await choose(page, inForm(page, 'client').getByRole('combobox'), '精工机械');
  await button(page.getByRole('dialog'), '保存').click();
  await page.getByText('首批设备').first().waitFor();
  await tab.shot('zh-references-saved');

  // Saved at once, before the screen had the answer for the customer chosen last.
  const { records } = (await api('POST', `records/${APP}/order/query`, {})) as {
    records: { values: Record<string, unknown> }[];
  };
  expect(records[0]?.values).toMatchObject({ industry: 'o0', people: '2' });

  // The other side, where the order can be let go and taken back.
  await page.goto(placeOf(tab, APP, `f/client/${factory}`));
  const related = page.locator('[data-field="orders"]');
  await related.getByRole('link', { name: '首批设备' }).waitFor();
  await tab.shot('zh-references-other-side');
  await page.goto(placeOf(tab, APP, `f/person/${wu}`));
  await related.getByRole('button', { name: '取消关联“首批设备”' }).click();
  await related.getByText('还没有关联的数据').waitFor();
  await button(page, '撤销').click();
  await related.getByRole('link', { name: '首批设备' }).waitFor();
  // The save that the server refused.
  expect(complaintsBut(tab, 422)).toEqual([]);

  const phone = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  await phone.page.goto(placeOf(phone, APP, 'f/order?new=1'));
  await choose(phone.page, inForm(phone.page, 'client').getByRole('combobox'), '精工机械');
  await inForm(phone.page, 'known').getByText('吴涛').waitFor();
  await phone.shot('zh-references-phone');
  await inForm(phone.page, 'contact').getByRole('button', { name: '选择联系人' }).click();
  await phone.page.getByRole('dialog', { name: '选择联系人' }).getByText('周敏').waitFor();
  await phone.shot('zh-references-phone-picker');
  await fitsTheScreen(phone.page);
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
  // The other stories know of one app.
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});
