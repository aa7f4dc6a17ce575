import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Param } from '../operator.ts';
import { env, valueFor } from '../testing/index.ts';
import type { Value, ValueKind } from '../types.ts';
import { operatorFolders, operators } from './registry.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

describe('operator registry', () => {
  it('holds every folder, and only those', () => {
    expect(Object.keys(operatorFolders).sort()).toEqual(folders.map((folder) => folder.name).sort());
    expect(operators.size).toBe(folders.length);
  });

  it.each(folders.map((folder) => folder.name))('%s has its facets, texts and a test', (folder) => {
    const op = operatorFolders[folder]!;
    expect(readdirSync(`${import.meta.dirname}/${folder}`)).toEqual(
      expect.arrayContaining(['index.ts', 'index.test.ts']),
    );
    expect(op.sql).toBeTypeOf('function');
    expect(op.signature.params(op.signature.min)).toHaveLength(op.signature.min);
    for (const { label, text, words } of [op.docs.zh, op.docs.en]) {
      expect([label, text, words].every((part) => part.length > 0)).toBe(true);
      expect(words).toMatch(/\{(\d(:[^}]*)?|\*[^}]*)\}/);
    }
    expect(op.examples.length).toBeGreaterThan(0);
    for (const { expr, data, value } of op.examples) expect(valueFor(expr, data)).toEqual(value);
    expect(op.docs.zh.text).toMatch(/\p{Script=Han}/u);
    expect(op.docs.en.text).not.toMatch(/\p{Script=Han}/u);
  });
});

/** A plain value for a parameter. */
function sample(param: Param): { value: Value; kind: ValueKind } {
  const plain: Partial<Record<ValueKind, Value>> = {
    number: '1',
    boolean: true,
    date: '2026-01-01',
    text: 'a',
  };
  if (param.is === 'text') return { value: 'YYYY', kind: 'text' };
  if (param.is === 'choice') return { value: param.of('date')[0]!, kind: 'text' };
  if (param.is === 'integer') return { value: '1', kind: 'number' };
  if (param.is !== 'value') return { value: [], kind: 'option' };
  const kind = param.kinds.find((candidate) => candidate in plain) ?? 'datetime';
  return { value: plain[kind] ?? '2026-01-01T00:00:00.000Z', kind };
}

describe('null rules', () => {
  const ruled = [...operators.values()].filter(
    (op) => op.nullRule === 'propagates' || op.nullRule === 'false',
  );

  it.each(ruled.map((op) => [op.name, op] as const))('%s keeps its rule for each null operand', (_, op) => {
    const params = op.signature.params(op.signature.min);
    const samples = params.map(sample);
    const types = samples.map(({ kind }) => ({ kind }));
    for (const index of params.keys()) {
      if (params[index]!.is !== 'value') continue;
      const args = samples.map(({ value }, other) => (other === index ? null : value));
      const result = op.evaluate(args, { of: samples[0]!.kind, types, env });
      expect(result).toBe(op.nullRule === 'false' ? false : null);
    }
  });
});
