import type { TestWorkspace } from '../../definitions/testing/workspace.ts';

type Row = Readonly<Record<string, string | null>>;

/** Everything of a form's table as text, deleted records marked. */
async function rowsOf(at: TestWorkspace, table: string): Promise<Row[]> {
  const { rows } = await at.pool.query<{ row: Row }>(
    `select (select jsonb_object_agg(key, value) from jsonb_each_text(to_jsonb(t))) as row from ${at.schema}.${table} t`,
  );
  return rows.map(({ row }) => row);
}

const number = (value: string | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
const text = (value: number | null): string | null => (value === null ? null : String(value));
const round = (value: number): number => Math.round(value * 100) / 100;
const same = (stored: string | null | undefined, value: string | null): boolean => {
  const [a, b] = [stored ?? null, value];
  return a === b || (a !== null && b !== null && Number(a) === Number(b));
};

/**
 * Computed values of the test shop that are not what a plain reading of all its records gives: one pass per level, by
 * hand and with nothing of the engine.
 */
export async function differences(at: TestWorkspace): Promise<string[]> {
  const [regions, customers, products, deals] = await Promise.all(
    ['region', 'customer', 'product', 'deal'].map((form) => rowsOf(at, `shop__${form}`)),
  );
  const living = (rows: readonly Row[] = []) => rows.filter((row) => row._deleted_at === null);
  const byId = (rows: readonly Row[] = []) => new Map(living(rows).map((row) => [row._id ?? '', row]));
  const [region, customer, product] = [byId(regions), byId(customers), byId(products)];
  const found: string[] = [];
  const expect = (form: string, row: Row, field: string, value: string | null) => {
    if (!same(row[field], value)) found.push(`${form} ${row._id} ${field}: ${row[field]}, not ${value}`);
  };
  const amounts = new Map<string, number | null>();
  for (const deal of living(deals)) {
    const price = number(product.get(deal.product ?? '')?.price);
    const count = number(deal.count);
    const amount = price === null || count === null ? null : round(price * count);
    amounts.set(deal._id ?? '', amount);
    const name = region.get(customer.get(deal.customer ?? '')?.region ?? '')?.name ?? null;
    expect('deal', deal, 'price', text(price));
    expect('deal', deal, 'amount', text(amount));
    expect('deal', deal, 'region', name);
    expect('deal', deal, 'label', `${deal.title ?? ''}/${name ?? ''}`);
  }
  const weights = new Map<string, number | null>();
  for (const one of living(customers)) {
    const own = living(deals).filter((deal) => deal.customer === one._id);
    const worth = own.flatMap((deal) => amounts.get(deal._id ?? '') ?? []);
    const won = own
      .filter(({ stage }) => stage === 'won')
      .flatMap((deal) => amounts.get(deal._id ?? '') ?? []);
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
    const rate = number(region.get(one.region ?? '')?.rate);
    const weighted = rate === null ? null : round(sum(worth) * rate);
    weights.set(one._id ?? '', weighted);
    expect('customer', one, 'rate', text(rate));
    expect('customer', one, 'total', text(sum(worth)));
    expect('customer', one, 'won', text(sum(won)));
    expect('customer', one, 'deals', String(own.length));
    expect('customer', one, 'average', worth.length === 0 ? null : text(round(sum(worth) / worth.length)));
    expect('customer', one, 'products', String(new Set(own.flatMap((deal) => deal.product ?? [])).size));
    expect('customer', one, 'weighted', text(weighted));
  }
  for (const one of living(products)) {
    const sold = living(deals).filter((deal) => deal.product === one._id);
    expect('product', one, 'sold', text(sold.reduce((all, deal) => all + (number(deal.count) ?? 0), 0)));
  }
  for (const one of living(regions)) {
    const own = living(customers).filter((row) => row.region === one._id);
    expect('region', one, 'customers', String(own.length));
    expect(
      'region',
      one,
      'total',
      text(own.reduce((all, row) => all + (weights.get(row._id ?? '') ?? 0), 0)),
    );
  }
  return found;
}
