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
  const [regions, customers, products, deals, orders, lines] = await Promise.all(
    ['region', 'customer', 'product', 'deal', 'order', 'order__lines'].map((form) =>
      rowsOf(at, `shop__${form}`),
    ),
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
  const sum = (list: readonly (number | null)[]) => list.reduce<number>((a, b) => a + (b ?? 0), 0);
  const totals = new Map<string, number>();
  for (const order of living(orders)) {
    const own = (lines ?? []).filter((line) => line._parent_id === order._id);
    own.sort((a, b) => Number(a._pos) - Number(b._pos));
    const rate = number(order.rate);
    const worth = own.map((line) => {
      const [count, unit] = [number(line.count), number(line.unit)];
      const price = number(product.get(line.product ?? '')?.price);
      const amount = count === null || unit === null ? null : round(count * unit);
      const net = amount === null || rate === null ? null : round(amount * rate);
      const listed = count === null || price === null ? null : round(count * price);
      expect('line', line, 'amount', text(amount));
      expect('line', line, 'net', text(net));
      expect('line', line, 'price', text(price));
      expect('line', line, 'listed', text(listed));
      return { kind: line.kind, amount, net, listed };
    });
    const known = worth.flatMap(({ amount }) => amount ?? []);
    const total = sum(known);
    totals.set(order._id ?? '', total);
    expect('order', order, 'total', text(total));
    expect('order', order, 'net', text(sum(worth.map(({ net }) => net))));
    expect('order', order, 'listed', text(sum(worth.map(({ listed }) => listed))));
    expect('order', order, 'number', String(own.length));
    expect('order', order, 'mean', known.length === 0 ? null : text(round(total / known.length)));
    expect('order', order, 'first_kind', own.find(({ kind }) => kind !== null)?.kind ?? null);
    const a = worth.filter(({ kind }) => kind === 'a').map(({ amount }) => amount);
    expect('order', order, 'a_total', text(sum(a)));
    const buyer = customer.get(order.customer ?? '');
    const bought = living(deals).filter((deal) => buyer && deal.customer === buyer._id);
    expect('order', order, 'wins', text(sum(bought.map(({ _id }) => amounts.get(_id ?? '') ?? null))));
    expect('order', order, 'taxed', text(round(total * 1.2)));
  }
  const weights = new Map<string, number | null>();
  for (const one of living(customers)) {
    const own = living(deals).filter((deal) => deal.customer === one._id);
    const worth = own.flatMap((deal) => amounts.get(deal._id ?? '') ?? []);
    const won = own
      .filter(({ stage }) => stage === 'won')
      .flatMap((deal) => amounts.get(deal._id ?? '') ?? []);
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
    const ordered = living(orders).filter(({ customer: of }) => of === one._id);
    expect('customer', one, 'ordered', text(sum(ordered.map(({ _id }) => totals.get(_id ?? '') ?? 0))));
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
