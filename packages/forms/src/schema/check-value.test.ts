import { type FormDocument, issueMessage } from '@trellis/metadata';
import { compileRecordValidator } from '@trellis/metadata/ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueSchema } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { anything, SEED, valuesOf } from '../testing/arbitrary.ts';
import { formOf } from '../testing/forms.ts';
import { checkValue } from './check-value.ts';

/** ajv's verdict on one value, through the validator that the save path uses. */
function byAjv(schema: ValueSchema) {
  const form = formOf({});
  const document: FormDocument = {
    ...form,
    properties: { value: { title: '值', ...schema, trellis: form.properties.name!.trellis } },
  };
  const validate = compileRecordValidator(document);
  return (value: unknown) => validate({ value }).map((issue) => ({ ...issue, path: issue.path.slice(1) }));
}

const words = fc.constantFrom('a', 'b', '客户', '');
const places = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
const compact = (schema: Record<string, unknown>): ValueSchema =>
  Object.fromEntries(
    Object.entries(schema).filter(([, value]) => value !== undefined),
  ) as unknown as ValueSchema;

/** Schemas of the whole closed subset. */
const texts = fc.oneof(
  fc.record({ type: fc.constant('string'), minLength: places, maxLength: places }).map(compact),
  fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(words, { minLength: 1 }) }).map(compact),
  fc
    .record({
      type: fc.constant('string'),
      format: fc.constant('decimal'),
      decimalPlaces: places,
      formatMinimum: fc.constantFrom('-5', '0', undefined),
      formatMaximum: fc.constantFrom('5.5', '1000000000000000000000', undefined),
    })
    .map(compact),
  fc
    .record({
      type: fc.constant('string'),
      format: fc.constantFrom('date', 'time', 'date-time', 'uuid', 'email', 'phone', 'url'),
      formatMinimum: fc.constantFrom('2000-01-01', undefined),
      formatMaximum: fc.constantFrom('2026-12-31', undefined),
    })
    .map(compact),
);
const objects = fc
  .record({
    type: fc.constant('object'),
    additionalProperties: fc.constant(false),
    properties: fc.record({ name: texts, size: fc.constant(compact({ type: 'number', minimum: 0 })) }),
    required: fc.constantFrom(['name'], ['name', 'size'], []),
  })
  .map(compact);
const schemas = fc.oneof(
  texts,
  objects,
  fc.constant(compact({ type: 'number', maximum: 10 })),
  fc.constant(compact({ type: 'boolean' })),
  fc.record({ type: fc.constant('integer'), minimum: places, maximum: places }).map(compact),
  fc
    .record({
      type: fc.constant('array'),
      items: fc.oneof(texts, objects),
      uniqueItems: fc.boolean(),
      minItems: places,
      maxItems: places,
    })
    .map(compact),
);

const sorted = (issues: readonly object[]) => issues.map((issue) => JSON.stringify(issue)).toSorted();

describe('the interpreter of value schemas', () => {
  it('gives the same issues as ajv', () => {
    let wrong = 0;
    fc.assert(
      fc.property(schemas, (schema) => {
        const ajv = byAjv(schema);
        // One compilation serves many values.
        for (const value of fc.sample(fc.oneof(valuesOf(schema), anything), { ...SEED, numRuns: 25 })) {
          if (value === null) continue;
          const issues = checkValue(schema, value);
          expect(sorted(issues), JSON.stringify([schema, value])).toEqual(sorted(ajv(value)));
          if (issues.length > 0) wrong++;
        }
      }),
      { ...SEED, numRuns: 60 },
    );
    expect(wrong).toBeGreaterThan(300);
  }, 60_000);

  it('agrees with ajv on every field type', () => {
    for (const type of fieldTypes.list()) {
      const schema = type.valueSchema(type.config.defaults());
      const ajv = byAjv(schema);
      fc.assert(
        fc.property(fc.oneof(valuesOf(schema), anything), (value) => {
          if (value === null) return;
          expect(sorted(checkValue(schema, value))).toEqual(sorted(ajv(value)));
        }),
        { ...SEED, numRuns: 150 },
      );
    }
  }, 60_000);

  it('names what is wrong so that people understand it', () => {
    const [issue] = checkValue({ type: 'string', format: 'date', formatMinimum: '2025-01-01' }, '2024-12-31');
    expect(issue && issueMessage(issue, 'zh')).toBe('不能早于 2025-01-01');
  });
});
