import type { Measurement } from './load/load.ts';

/** One turn of a product. */
export interface Result extends Measurement {
  readonly scenario: string;
  readonly product: string;
  readonly rep: number;
}

const FLOOR = 'raw';

/** Middle value; NaN of none. */
function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** A table in Markdown: medians of the turns; ratios are taken turn by turn, against the floor's turn beside it. */
export function report(results: readonly Result[]): string {
  const lines = [
    '| scenario | product | per second | × raw (min–max) | p50 / p99 ms | server CPU ms | × raw | PG CPU ms | × raw | other cores | note |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
  ];
  for (const scenario of unique(results.map((result) => result.scenario))) {
    const ofScenario = results.filter((result) => result.scenario === scenario);
    for (const product of unique(ofScenario.map((result) => result.product))) {
      lines.push(line(scenario, product, ofScenario));
    }
  }
  return lines.join('\n');
}

function line(scenario: string, product: string, results: readonly Result[]): string {
  const own = results.filter((result) => result.product === product);
  const of = (key: Figure) => median(own.map((result) => result[key]));
  const ratios = (key: Figure) =>
    own.map((result) => {
      const floor = results.find(({ product: name, rep }) => name === FLOOR && rep === result.rep);
      return floor ? result[key] / floor[key] : Number.NaN;
    });
  const rates = ratios('rate');
  const range = `${figure(Math.min(...rates))}–${figure(Math.max(...rates))}`;
  const errors = own.reduce((sum, result) => sum + result.errors, 0);
  const notes = unique([...own.map(({ note }) => note), errors > 0 ? `${errors} errors` : '']).filter(
    Boolean,
  );
  return `| ${[
    scenario,
    product,
    figure(of('rate')),
    product === FLOOR ? '1' : `**${figure(median(rates))}** (${range})`,
    `${figure(of('p50'))} / ${figure(of('p99'))}`,
    figure(of('serverMs')),
    figure(median(ratios('serverMs'))),
    figure(of('databaseMs')),
    figure(median(ratios('databaseMs'))),
    figure(of('otherCores')),
    notes.join('; '),
  ].join(' | ')} |`;
}

type Figure = 'rate' | 'p50' | 'p99' | 'serverMs' | 'databaseMs' | 'otherCores';

const unique = (list: readonly string[]): string[] => [...new Set(list)];

/** Three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  if (value >= 10) return value.toFixed(1);
  return value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
