/**
 * A small data set of the same shape and with the same dirt as the real one (docs/guide-real-data.md): American dates,
 * "GTXPro" for "GTX Pro", "technolgy", opportunities without an account, open ones without dates. Always the same.
 */
export function generate(count = 400) {
  const next = random(20_170_301);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const agents = Array.from({ length: 9 }, (_, n) => ({
    name: `Agent ${'ABCDEFGHI'[n]}`,
    manager: MANAGERS[n % 3],
  }));
  const accounts = Array.from({ length: 20 }, (_, n) => ({
    name: `Company ${n + 1}`,
    sector: pick(SECTORS),
  }));
  const expected = { opportunities: count, byStage: {}, wonValue: 0, byManager: {} };
  const lines = Array.from({ length: count }, (_, n) => {
    const agent = pick(agents);
    const product = pick(PRODUCTS);
    const stage = pick(STAGES);
    const closed = stage === 'Won' || stage === 'Lost';
    const value = stage === 'Won' ? Math.round(product.price * (0.8 + next() * 0.4)) : 0;
    const engaged = 60 + Math.floor(next() * 200);
    const key = stage.toLowerCase();
    expected.byStage[key] = (expected.byStage[key] ?? 0) + 1;
    if (stage === 'Won') {
      expected.wonValue += value;
      expected.byManager[agent.manager] = (expected.byManager[agent.manager] ?? 0) + value;
    }
    return [
      `OPP${String(n).padStart(5, '0')}`,
      agent.name,
      product.name === 'GTX Pro' ? 'GTXPro' : product.name,
      !closed && next() < 0.5 ? '' : pick(accounts).name,
      stage,
      stage === 'Prospecting' ? '' : american(engaged),
      closed ? american(engaged + 10 + Math.floor(next() * 90)) : '',
      closed ? value : '',
    ];
  });
  const { won, lost } = expected.byStage;
  return {
    files: {
      'accounts.csv': csv(
        'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
        accounts.map(({ name, sector }, n) => [
          name,
          sector,
          1980 + n,
          (1100.04 + n).toFixed(2),
          200 + n,
          'Kenya',
          '',
        ]),
      ),
      'products.csv': csv(
        'product,series,sales_price',
        PRODUCTS.map(({ name, price }) => [name, name.slice(0, 3).trim(), price]),
      ),
      'sales_teams.csv': csv(
        'sales_agent,manager,regional_office',
        agents.map(({ name, manager }) => [name, manager, 'Central']),
      ),
      'sales_pipeline.csv': csv(
        'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
        lines,
      ),
    },
    expected: { ...expected, winRate: Math.round((won / (won + lost)) * 10_000) / 100 },
  };
}

const MANAGERS = ['Manager X', 'Manager Y', 'Manager Z'];
const SECTORS = ['technolgy', 'medical', 'retail', 'software', 'finance'];
const STAGES = ['Won', 'Won', 'Won', 'Lost', 'Lost', 'Engaging', 'Prospecting'];
const PRODUCTS = [
  { name: 'GTX Basic', price: 550 },
  { name: 'GTX Pro', price: 4821 },
  { name: 'GTX Plus Pro', price: 5482 },
  { name: 'MG Special', price: 55 },
  { name: 'GTK 500', price: 26768 },
];

/** "3/1/2017" of a day after the first of 2016-10. */
function american(days) {
  const date = new Date(Date.UTC(2016, 9, 1 + days));
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}

const csv = (head, rows) => `${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
