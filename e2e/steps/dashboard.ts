import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button, listTotal } from '../support/story.ts';

/** The dashboard agrees with what lists and boards showed, and its numbers lead to their records. */
export async function readDashboard(
  tab: Tab,
  known: { leads: number; stages: ReadonlyMap<string, number>; pipeline: bigint },
): Promise<void> {
  const { page } = tab;
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  await page.getByRole('link', { name: '经营总览' }).click();
  await card('线索数')
    .getByRole('button', { name: `线索数 ${known.leads}` })
    .waitFor();
  const amount = await card('商机金额（进行中）').locator('.r-kpi-value').getAttribute('title');
  expect(BigInt((amount ?? '').replace(/\D/g, ''))).toBe(known.pipeline);

  const steps = card('客户生命周期漏斗').locator('.r-funnel-step');
  await expect.poll(() => steps.count()).toBe(8);
  const shown = new Map<string, number>();
  for (const step of await steps.all()) {
    const stage = (await step.locator('.r-funnel-label').textContent()) ?? '';
    shown.set(stage, Number(await step.locator('.r-funnel-value').textContent()));
  }
  expect([...shown]).toEqual([...known.stages]);

  const trend = card('每月新增商机与赢单');
  await trend.locator('svg').first().waitFor();
  await button(trend, '以表格显示').click();
  const months = trend.locator('tbody tr');
  expect(await months.count()).toBe(12);
  let sum = 0n;
  for (const cell of await trend.locator('tbody td:nth-of-type(1)').allTextContents())
    sum += BigInt(cell.replace(/\D/g, ''));
  const total = await trend.locator('tfoot td').first().textContent();
  expect(sum).toBe(BigInt((total ?? '').replace(/\D/g, '')));
  await button(trend, '以图表显示').click();
  await trend.locator('svg').first().waitFor();
  await tab.shot('zh-dashboard');

  await card('线索数').locator('.r-kpi-value').click();
  await page.waitForURL(/\/f\/lead/);
  expect(await listTotal(page)).toBe(known.leads);
  await page.goBack();
  const [stage, count] = [...known.stages][0] ?? ['', 0];
  await card('客户生命周期漏斗').getByRole('button', { name: stage }).click();
  await page.waitForURL(/\/f\/account/);
  expect(await listTotal(page)).toBe(count);
}
