import { contract, type Operation } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { openApi } from './openapi.ts';

type Entry = {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string }[];
  responses: object;
};
const read = (locale: 'zh' | 'en') =>
  Object.entries(openApi('1', locale).paths as Record<string, Record<string, Entry>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, entry]) => ({ path, method, ...entry })),
  );

const all = { zh: read('zh'), en: read('en') };

test('every operation of the contract, and nothing else', () => {
  const operations = Object.values(contract) as Operation[];
  expect(all.en.map(({ operationId }) => operationId).sort()).toEqual(operations.map(({ id }) => id).sort());
  for (const { id, path, method } of operations) {
    expect(all.en.find(({ operationId }) => operationId === id)).toMatchObject({
      path,
      method: method.toLowerCase(),
    });
  }
});

test('names in a path are its parameters', () => {
  for (const { path, parameters } of all.zh) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect([path, described.sort()]).toEqual([path, names.sort()]);
  }
});

test('sentences in the language asked for', () => {
  for (const { summary } of all.zh) expect(summary).toMatch(/[\u4e00-\u9fff]/);
  for (const { summary } of all.en) expect(summary).not.toMatch(/[\u4e00-\u9fff]/);
});
