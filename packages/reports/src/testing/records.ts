import { newId } from '@trellis/metadata';
import { bulkCreate, bulkDelete, type Ctx } from '@trellis/records/server';
import { PEOPLE } from './crm.ts';

/** Repeatable numbers below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fills the test app: companies of all kinds, one of them deleted, and deals with every value missing somewhere. */
export async function fillCrm(ctx: Ctx, deals: number): Promise<void> {
  const random = randomFrom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const maybe = <T>(value: T): T | null => (random() < 0.15 ? null : value);
  const ids = Array.from({ length: 12 }, () => newId());
  const companies = ids.map((id, index) => ({
    id,
    values: {
      name: `公司${index}`,
      industry: maybe(pick(['it', 'steel', 'secret'])),
      parent: index > 3 ? maybe(pick(ids.slice(0, 4))) : null,
      staff: maybe(String(Math.floor(random() * 500))),
      rating: pick(['A', 'B']),
    },
  }));
  await bulkCreate(ctx, 'crm:company', companies.slice(0, 4));
  await bulkCreate(ctx, 'crm:company', companies.slice(4));
  // Around changes of the clock in New York (8 March) and across ends of years and weeks.
  const moment = () =>
    new Date(Date.UTC(2025, 11, 20) + Math.floor(random() * 90 * 86_400_000)).toISOString();
  await bulkCreate(
    ctx,
    'crm:deal',
    Array.from({ length: deals }, (_, index) => ({
      id: newId(),
      values: {
        title: `商机${index}`,
        company: maybe(pick(ids)),
        stage: maybe(pick(['open', 'quoted', 'won', 'lost'])),
        amount: maybe((random() * 100_000).toFixed(2)),
        rate: maybe(pick(['0.1', '0.25', '0.5'])),
        closes: maybe(moment().slice(0, 10)),
        seen: maybe(moment()),
        hot: maybe(random() < 0.5),
        seller: maybe(pick([PEOPLE.wang, PEOPLE.li])),
        city: maybe(pick(['北京', '上海', '苏州', 'Oslo', 'oslo'])),
        secret: pick(['1', '2']),
      },
      meta: { createdAt: moment(), owner: pick([PEOPLE.wang, PEOPLE.li, PEOPLE.admin]) },
    })),
  );
  // Deals go on pointing to it.
  await bulkDelete(ctx, 'crm:company', [ids[5] ?? '']);
}
