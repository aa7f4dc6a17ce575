import type { Row } from '../read.ts';
import { createTable, type Query } from './agree.ts';
import { scope } from './index.ts';
import { nastyRecord, type Random } from './nasty.ts';

/** Records as the evaluator wants them, and the same as rows of tables. */
export interface Story {
  readonly records: readonly Row[];
  readonly customers: readonly Row[];
  readonly lines: readonly Row[];
  /** Records before the change; some are new and have none. */
  readonly past: readonly Row[];
}

export function storyOf(random: Random, size: number): Story {
  const [customerForm, lineForm] = [scope.formOf('customer')!, scope.formOf('line')!];
  const customers = Array.from({ length: 5 }, (_, id) => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    ...nastyRecord(customerForm, random),
  }));
  const lines: Row[] = [];
  const past: Row[] = [];
  const draw = (id: string): Row => {
    const own = Array.from({ length: random.below(4) }, (_, pos) => ({
      deal: id,
      pos: String(pos),
      ...nastyRecord(lineForm, random),
    }));
    lines.push(...own);
    const customer = random.chance(0.7) ? random.pick(customers) : null;
    const fields = nastyRecord(scope.form, random);
    return { id, ...fields, lines: own, customer: customer?.id ?? null, $refs: { customer } };
  };
  const records = Array.from({ length: size }, (_, index): Row => {
    const now = draw(String(index));
    if (random.chance(0.3)) return now;
    // Half of what was is as it is now, else next to nothing would stay the same. Its rows hang on a negative number.
    const other = draw(String(-1 - index));
    const kept = Object.keys(now).filter((key) => random.chance(0.5) && key !== 'lines' && key !== 'id');
    const before: Row = {
      ...other,
      ...Object.fromEntries(
        kept.filter((key) => !/customer|refs/.test(key)).map((key) => [key, now[key] ?? null]),
      ),
    };
    past.push(before);
    return { ...now, $before: before };
  });
  return { records, customers, lines, past };
}

export async function tellStory(query: Query, { records, customers, lines, past }: Story): Promise<void> {
  await createTable(query, 'deal', scope.form, { id: 'int' }, records);
  await createTable(query, 'past', scope.form, { id: 'int' }, past);
  await createTable(query, 'customer', scope.formOf('customer')!, { id: 'uuid' }, customers);
  await createTable(query, 'line', scope.formOf('line')!, { deal: 'int', pos: 'int' }, lines);
  await query('CREATE INDEX ON line (deal)');
  await query('ANALYZE');
}
