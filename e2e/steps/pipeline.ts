import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { anyLane, button, choose, drag, lane, laneCount } from '../support/story.ts';

const OPEN = ['需求挖掘', '初步沟通', '方案制定', '谈判签约'] as const;

/**
 * Moves an opportunity along its pipeline. Losing one takes a reason: without it the card goes back, and the way to
 * give it is offered. Returns the amount of all open opportunities, in cents.
 */
export async function moveOpportunity(tab: Tab): Promise<bigint> {
  const { page } = tab;
  await page.getByRole('link', { name: '商机', exact: true }).click();
  await page.getByRole('tab', { name: '商机看板' }).click();
  const [first, second] = OPEN;
  const card = lane(page, first).locator('.v-card').first();
  await card.waitFor();
  await tab.shot('zh-pipeline');
  const title = (await card.locator('.v-card-title').textContent()) ?? '';
  const count = await laneCount(page, second);
  await drag(page, card, lane(page, second).locator('.v-card').first());
  await expect.poll(() => laneCount(page, second)).toBe(count + 1);
  await lane(page, second).getByText(title).waitFor();

  const last = lane(page, OPEN[3]).locator('.v-card').first();
  const losing = (await last.locator('.v-card-title').textContent()) ?? '';
  const negotiating = await laneCount(page, OPEN[3]);
  const lost = anyLane(page, '输单');
  const before = Number(await lost.locator('.v-lane-count').textContent());
  await drag(page, last, lost);
  const missing = page.getByRole('dialog');
  await missing.getByText('移到“输单”还需填写').waitFor();
  await lane(page, OPEN[3]).getByText(losing).waitFor();
  expect(await laneCount(page, OPEN[3])).toBe(negotiating);
  await tab.shot('zh-lost-needs-reason');
  await choose(page, missing.getByLabel('输单原因'), '价格');
  await button(missing, '保存并移动').click();
  await missing.waitFor({ state: 'hidden' });
  await expect.poll(() => laneCount(page, OPEN[3])).toBe(negotiating - 1);
  await expect.poll(async () => Number(await lost.locator('.v-lane-count').textContent())).toBe(before + 1);

  let cents = 0n;
  for (const stage of OPEN) {
    const sum = (await lane(page, stage).locator('.v-lane-sum').textContent()) ?? '';
    cents += BigInt(sum.replace(/\D/g, ''));
  }
  return cents;
}
