import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { FieldSchema, Locale } from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEnv } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { checkValue } from '../schema/check-value.ts';
import { anything, SEED, valuesOf } from '../testing/arbitrary.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Each id has a title and each title an id, as in a workspace whose records have distinct titles. */
const environment = (locale: Locale, tz: string): TextEnv => ({
  locale,
  tz,
  title: (id) => `数据 ${id}`,
  resolve: (_target, text) => (text.startsWith('数据 ') ? text.slice('数据 '.length) : undefined),
});

describe('the folders of field types', () => {
  it('are registered, each under the name of its folder', () => {
    const types = fieldTypes.list().map(({ type }) => type.replaceAll('_', '-'));
    expect(types.toSorted()).toEqual(folders.toSorted());
  });

  it.each(folders)('%s has all facets', (folder) => {
    for (const facet of ['model.ts', 'widget.tsx', 'cell.tsx', 'settings.tsx']) {
      expect(existsSync(`${import.meta.dirname}/${folder}/${facet}`), facet).toBe(true);
    }
  });
});

it.each(['registry.tsx', 'inputs.tsx', 'designs.tsx'])('the browser knows the same types: %s', (file) => {
  // Read as text: the unit tests need no React.
  const source = readFileSync(`${import.meta.dirname}/../widgets/${file}`, 'utf8');
  const known = [...source.matchAll(/\btype: '([a-z_]+)'/g)].map((match) => match[1]);
  expect(known.toSorted()).toEqual(
    fieldTypes
      .list()
      .map(({ type }) => type)
      .toSorted(),
  );
});

describe.each(fieldTypes.list().map((type) => [type.type, type] as const))('%s', (_, type) => {
  const config = type.config.defaults();
  const schema = type.valueSchema(config);

  it('has texts in both languages', () => {
    for (const text of [type.label, type.description]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/^[A-Z][^\p{Script=Han}]*$/u);
    }
  });

  it('has settings that fit their own schema', () => {
    expect(schemaIssues(type.config.schema, config)).toEqual([]);
    expect(schemaIssues(type.config.schema, { ...config, no_such_setting: 1 })).toHaveLength(1);
    expect(type.config.schema.additionalProperties).toBe(false);
  });

  // A type that only shows something has no values to test.
  if (type.display) return;

  it('has a value schema of the closed subset, which a form may carry', () => {
    const property: FieldSchema = {
      title: '值',
      ...schema,
      trellis: { type: type.type, label: type.label, config },
    };
    expect(checkValue(schema, { no_such_member: 1 })).not.toEqual([]);
    expect(property.type === 'array').toBe(type.many ?? false);
  });

  it('reads what it wrote: parse(format(v)) = v', () => {
    const cases = fc.tuple(
      valuesOf(schema),
      fc.constantFrom<Locale>('zh', 'en'),
      fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Europe/Berlin'),
    );
    let tried = 0;
    fc.assert(
      fc.property(cases, ([input, locale, tz]) => {
        const value = type.normalise(input, config);
        if (!value.ok || value.value === null || checkValue(schema, value.value).length > 0) return;
        tried++;
        const env = environment(locale, tz);
        const text = type.format(value.value, config, env);
        const again = type.parse(text, config, env);
        // Where text is less than the value it is refused, or what it says comes back.
        if (!type.lossy) expect(again).toEqual(value);
        else if (again.ok && again.value !== null) expect(type.format(again.value, config, env)).toBe(text);
      }),
      { ...SEED, numRuns: 200 },
    );
    expect(tried).toBeGreaterThan(50);
  });

  it('normalises to a fixed point and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anything, valuesOf(schema)), (input) => {
        const once = type.normalise(input, config);
        if (!once.ok) {
          expect(once.issues.length).toBeGreaterThan(0);
          return;
        }
        expect(type.normalise(once.value, config)).toEqual(once);
      }),
      { ...SEED, numRuns: 300 },
    );
  });

  it('takes any text without throwing, and blank text as empty', () => {
    const env = environment('zh', 'Asia/Shanghai');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), anything.map(String)), (text) => {
        const value = type.parse(text, config, env);
        if (value.ok && value.value !== null) expect(type.normalise(value.value, config)).toEqual(value);
      }),
      { ...SEED, numRuns: 300 },
    );
    for (const blank of ['', '  ', '\u3000'])
      expect(type.parse(blank, config, env)).toEqual({ ok: true, value: null });
  });
});
