import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { anyLane, carry, drag, lane, laneCount } from '../support/story.ts';

const STAGES = [
  '潜客发现',
  '需求挖掘',
  '初步沟通',
  '方案制定',
  '签约成交',
  '服务交付',
  '复购维护',
  '转介绍拓展',
] as const;

/** Moves a customer on by mouse, then by keyboard. Gives how many customers stand in each of the eight stages. */
export async function moveCustomer(tab: Tab): Promise<ReadonlyMap<string, number>> {
  const { page } = tab;
  await page.getByRole('link', { name: '客户', exact: true }).click();
  const [first, second, third] = STAGES;
  const card = lane(page, first).locator('.v-card').first();
  await card.waitFor();
  const [from, to] = [await laneCount(page, first), await laneCount(page, second)];
  const title = (await card.locator('.v-card-title').textContent()) ?? '';
  await drag(page, card, lane(page, second).locator('.v-card').first());
  await lane(page, second).getByText(title).waitFor();
  await expect.poll(() => laneCount(page, second)).toBe(to + 1);
  expect(await laneCount(page, first)).toBe(from - 1);

  // Space lifts, the right arrow carries to the next lane, space drops.
  await lane(page, second).locator('.v-card', { hasText: title }).focus();
  await carry(page, ['Space', 'ArrowRight', 'Space']);
  await lane(page, third).getByText(title).waitFor();
  await expect.poll(() => laneCount(page, second)).toBe(to);
  await page.reload();
  await lane(page, third).getByText(title).waitFor();
  await tab.shot('zh-lifecycle-board');

  const counts = new Map<string, number>();
  for (const stage of STAGES) {
    const count = anyLane(page, stage).locator('.v-lane-count');
    counts.set(stage, Number(await count.textContent()));
  }
  return counts;
}
