import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DashboardDocument, hasIssueText } from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import { describe, expect, test } from 'vitest';
import type { ReportResult, Shape } from './contract.ts';
import { chartKinds } from './registry.ts';
import { isEmpty, seriesOf } from './series.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('every folder is registered under its name, in the browser too', () => {
  expect(
    chartKinds
      .list()
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(folders.toSorted());
  const facets = readFileSync(path.join(import.meta.dirname, 'facets.tsx'), 'utf8');
  for (const folder of folders) {
    for (const facet of ['model.ts', 'chart.tsx'])
      expect(existsSync(path.join(import.meta.dirname, folder, facet)), `${folder}/${facet}`).toBe(true);
    expect(facets).toContain(`./${folder}/chart.tsx`);
  }
});

const shape = (dimensions: number, kind = 'number'): Shape => ({
  dimensions: Array.from({ length: dimensions }, (_, index) => ({ key: `d${index}`, kind: 'option' })),
  measures: [{ key: 'n', kind }],
});

describe.each(chartKinds.list().map((kind) => [kind.type, kind] as const))('%s', (_, kind) => {
  test('has texts in both languages and settings that fit their schema', () => {
    for (const text of [kind.label, kind.description]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/^[A-Z][^\p{Script=Han}]*$/u);
    }
    expect(schemaIssues(kind.config.schema, kind.config.defaults())).toEqual([]);
    expect(schemaIssues(kind.config.schema, { no_such_setting: 1 })).toHaveLength(1);
  });

  test('draws some report, and says in words why it can’t draw another', () => {
    const verdicts = [0, 1, 2, 3, 4].map((count) => kind.accepts(shape(count), kind.config.defaults()));
    expect(verdicts.some((issues) => issues.length === 0)).toBe(true);
    for (const { code } of verdicts.flat()) expect(hasIssueText(code), code).toBe(true);
  });
});

test('a chart of lengths refuses dates, a number refuses a measure that is not there', () => {
  expect(chartKinds.get('bar').accepts(shape(1, 'date'), {})).toMatchObject([{ code: 'chart_number' }]);
  expect(chartKinds.get('kpi').accepts(shape(0), { secondary: 'x' })).toMatchObject([
    { code: 'chart_measure' },
  ]);
});

test('the cards of the templates have settings that their charts know and reports that they draw', () => {
  const templates = path.join(import.meta.dirname, '../../../../templates');
  const cards = readdirSync(templates).flatMap((template) => {
    const folder = path.join(templates, template, 'dashboards');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return files.flatMap((file) => {
      const document = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as DashboardDocument;
      return document.cards;
    });
  });
  expect(cards.length).toBeGreaterThan(0);
  for (const { key, chart, config, report } of cards) {
    const kind = chartKinds.get(chart);
    expect(schemaIssues(kind.config.schema, config), key).toEqual([]);
    const dimensions = report.dimensions.map((dimension) => ({ key: dimension.key, kind: 'option' }));
    const measures = report.measures.map((measure) => ({ key: measure.key, kind: 'number' }));
    expect(kind.accepts({ dimensions, measures }, config), key).toEqual([]);
  }
});

const text = (zh: string) => ({ zh });
const result = (dims: (string | null)[][], values: (string | null)[][]): ReportResult => ({
  dimensions: (dims[0] ?? []).map((_, index) => ({
    key: `d${index}`,
    kind: 'option',
    label: text(`维度${index}`),
    options: [{ key: 'won', color: 'green' }],
  })),
  measures: (values[0] ?? []).map((_, index) => ({
    key: `m${index}`,
    kind: 'number',
    label: text(`指标${index}`),
  })),
  rows: dims.map((of, index) => ({
    dims: of,
    labels: of.map((value) => text(value ?? '空')),
    values: values[index] ?? [],
    drill: null,
  })),
  totals: [],
  truncated: false,
});

test('one dimension has a series per measure', () => {
  const { categories, series } = seriesOf(
    result(
      [['a'], [null]],
      [
        ['1', '2'],
        ['3', null],
      ],
    ),
  );
  expect(categories.map(({ value }) => value)).toEqual(['a', null]);
  expect(series.map(({ points }) => points.map(({ value }) => value))).toEqual([
    ['1', '3'],
    ['2', null],
  ]);
});

test('two dimensions have a series per value of the second, in its colour, gaps as no value', () => {
  const { categories, series } = seriesOf(
    result(
      [
        ['a', 'won'],
        ['b', 'lost'],
        ['b', 'won'],
      ],
      [['1'], ['2'], ['3']],
    ),
  );
  expect(categories.map(({ value }) => value)).toEqual(['a', 'b']);
  expect(series.map(({ key, color, points }) => [key, color, points])).toEqual([
    [
      'won',
      'green',
      [
        { row: 0, value: '1' },
        { row: 2, value: '3' },
      ],
    ],
    ['lost', undefined, [{ value: null }, { row: 1, value: '2' }]],
  ]);
});

test('nothing but zeros is nothing to draw', () => {
  expect(isEmpty(result([['a']], [['0', null]]))).toBe(true);
  expect(isEmpty(result([['a']], [['0', '-1']]))).toBe(false);
  expect(isEmpty(result([], []))).toBe(true);
});
