import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import type { Hands } from '../support/hands.ts';
import { button } from '../support/story.ts';

/** What the form asks besides its name: types of the palette, and what the fields are called. */
const FIELDS: readonly (readonly [type: string, name: string])[] = [
  ['自动编号', '工单号'],
  ['单行文本', '设备型号'],
  ['单选', '结论'],
  ['多行文本', '问题描述'],
  ['阶段', '进度'],
  ['日期', '巡检日期'],
  ['时间', '到场时间'],
  ['时长', '用时'],
  ['日期时间', '下次巡检'],
  ['数字', '温度'],
  ['数字', '湿度'],
  ['金额', '单价'],
  ['数字', '数量'],
  ['百分比', '完好率'],
  ['评分', '客户评价'],
  ['电话', '现场电话'],
  ['邮箱', '现场邮箱'],
  ['网址', '手册'],
  ['多选', '检查项目'],
  ['标签', '标签'],
  ['省市区', '地区'],
  ['地址', '详细地址'],
  ['定位', '签到'],
  ['勾选框', '已停机'],
  ['成员', '巡检人'],
  ['部门', '所属部门'],
  ['附件', '报告'],
  ['图片', '照片'],
  ['手写签名', '客户签字'],
  ['富文本', '备注'],
];

/** The parts of the designer. */
const parts = (page: Page) => {
  const canvas = page.getByRole('main', { name: '画布' });
  return {
    canvas,
    panel: page.getByRole('complementary', { name: '属性' }),
    // By its own attribute: asking every button of a large canvas for its role and name takes the browser long.
    field: (name: string): Locator => canvas.locator(`.d-select[aria-label^="${name}，"]`),
  };
};

/** From nothing to a form of more than 30 fields with lines, a stage, a formula and a rule; published. */
export async function buildForm(tab: Tab, hands: Hands, name: string): Promise<void> {
  const { page } = tab;
  await hands.press(button(page, '新建表单').first());
  const dialog = page.getByRole('dialog');
  await hands.write(dialog.getByLabel('表单名称'), name);
  await hands.press(button(dialog, '创建'));
  const { canvas, panel, field } = parts(page);
  await canvas.waitFor();
  const label = panel.getByLabel('名称', { exact: true });
  const call = async (text: string) => {
    // The new field's name has the focus and is selected: one just types.
    await expect.poll(() => label.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.insertText(text);
    await field(text).waitFor();
  };
  for (const [type, text] of FIELDS) {
    await hands.add(type);
    await call(text);
  }

  await hands.add('子表单');
  await call('更换配件');
  await hands.choose(panel.getByLabel('添加列'), '数字');
  const column = panel.locator('.d-column-panel');
  await hands.write(column.getByLabel('名称', { exact: true }), '件数');
  // Its line in the list closes it again.
  await hands.press(panel.getByRole('button', { name: '件数', exact: true }));
  await hands.choose(panel.getByLabel('列统计 件数'), '合计');

  await hands.add('公式');
  await call('费用');
  await hands.press(button(panel, '填写公式'));
  const formula = page.getByRole('dialog', { name: /^公式/ });
  const editor = formula.getByRole('textbox', { name: '公式内容' });
  await editor.waitFor();
  await editor.pressSequentially('{dj');
  await page.locator('.f-complete-field').filter({ hasText: '单价' }).waitFor();
  // A list that has just opened takes no key yet, so that nobody chooses from it by accident.
  await page.waitForTimeout(150);
  await editor.press('Enter');
  await editor.pressSequentially('*{sl');
  await page.locator('.f-complete-field').filter({ hasText: '数量' }).waitFor();
  await page.waitForTimeout(150);
  await editor.press('Enter');
  await expect.poll(() => editor.locator('.f-chip').allTextContents()).toEqual(['单价', '数量']);
  await editor.press('Control+Enter');
  await formula.waitFor({ state: 'hidden' });

  await hands.moveUp(field('巡检人'), field('详细地址'));
  const order = () =>
    canvas
      .locator('.d-select[aria-label*="，"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.split('，')[0]));
  await expect
    .poll(async () => {
      const all = await order();
      return all.indexOf('巡检人') - all.indexOf('详细地址');
    })
    .toBeLessThanOrEqual(1);
  expect((await order()).length).toBeGreaterThan(30);
  await addRule(tab, hands);
  await tab.shot(`zh-build-${hands.kind}`);
  await publish(tab, hands, ['工单号', '更换配件', '费用']);
}

/** When the result is not fine, the description is asked for. */
async function addRule({ page }: Tab, hands: Hands): Promise<void> {
  await hands.press(button(page, '规则'));
  const sheet = page.getByRole('dialog', { name: '规则' });
  await hands.press(button(sheet, '新建规则'));
  await hands.press(button(sheet, '添加条件'));
  await hands.choose(sheet.getByLabel('字段', { exact: true }), '结论');
  const value = sheet.locator('.f-filter-value').getByRole('combobox');
  await hands.choose(value, '选项 2');
  await page.keyboard.press('Escape');
  const shown = sheet.getByLabel('第 1 个结果 显示');
  await hands.choose(shown, '问题描述');
  await page.keyboard.press('Escape');
  await hands.press(button(sheet, '保存规则'));
  await sheet.getByText('问题描述').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
}

/** Publishes what the plan says, which names these. */
async function publish(tab: Tab, hands: Hands, named: readonly string[]): Promise<void> {
  const { page } = tab;
  await hands.press(button(page, '发布'));
  const plan = page.getByRole('dialog');
  for (const one of named) await plan.getByText(one).first().waitFor();
  await tab.shot(`zh-plan-${hands.kind}`);
  await hands.press(button(plan, '发布'));
  await plan.waitFor({ state: 'hidden' });
}

/** Renames one field and deletes another: the plan of the second publishing says so in words. */
export async function changeForm(tab: Tab, hands: Hands): Promise<void> {
  const { page } = tab;
  const { panel, field } = parts(page);
  await hands.press(field('湿度'));
  await hands.write(panel.getByLabel('名称', { exact: true }), '环境湿度');
  await field('环境湿度').waitFor();
  await hands.press(field('手册'));
  await page.keyboard.press('Delete');
  // The list shows it: that is said before it goes.
  await hands.press(button(page.getByRole('dialog', { name: '“手册”还在被引用' }), '仍要删除'));
  await field('手册').waitFor({ state: 'hidden' });
  await publish(tab, hands, ['环境湿度', '手册']);
}

/** Brings the version before back: the deleted field is there again, under its old name the other. */
export async function restoreForm(tab: Tab, hands: Hands): Promise<void> {
  const { page } = tab;
  const { field } = parts(page);
  await hands.press(button(page, '更多'));
  await hands.press(page.getByRole('menuitem', { name: '历史版本' }));
  const versions = page.getByRole('dialog', { name: '历史版本' });
  const first = versions.getByRole('listitem').filter({ hasText: '版本 2' }).last();
  await first.waitFor();
  await tab.shot(`zh-versions-${hands.kind}`);
  await hands.press(button(first, '恢复为草稿'));
  await hands.press(button(page.getByRole('dialog', { name: '把草稿恢复到版本 2' }), '恢复为草稿'));
  await field('手册').waitFor();
  await field('湿度').waitFor();
  await publish(tab, hands, ['手册']);
}

/** The form at work: the rule shows what it shall, the formula comes to what it shall, the record is there. */
export async function fillForm(tab: Tab, name: string): Promise<void> {
  const { page } = tab;
  await page.getByRole('link', { name: '返回数据列表' }).click();
  await button(page, `新建${name}`).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('名称').first().fill('一号线');
  expect(await form.getByText('问题描述').count()).toBe(0);
  await form.getByLabel('结论').click();
  await page.getByText('选项 2', { exact: true }).last().click();
  await form.getByLabel('问题描述').fill('轴承异响');
  await form.getByLabel('单价').fill('12.5');
  await form.getByLabel('数量').fill('4');
  await form.getByText('50', { exact: true }).waitFor();
  await button(form, '保存').click();
  await page.getByRole('dialog', { name: '详情' }).getByRole('heading', { name: '一号线' }).waitFor();
}
