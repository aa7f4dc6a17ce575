import { type CompiledForm, compileForm, type FieldType, fieldTypes } from '@trellis/forms/model';
import { check, type Json } from '@trellis/logic';
import { type FieldDefault, type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { describe, expect, test } from 'vitest';
import { copiedField, ownSources, sourceExpr, sourceOf } from './own-sources.ts';

const MANY = ['member', 'department', 'role'];

/** A form with one field of every type that may have a default, and of several where there may be. */
function everything(): CompiledForm {
  const fields = fieldTypes
    .list()
    .filter(({ generated, owned, display }) => !generated && !owned && !display)
    .flatMap((type: FieldType): [string, unknown][] => {
      const config = type.example?.config ?? type.config.defaults();
      const one = { title: type.label.zh, trellis: { type: type.type, label: type.label, config } };
      if (!MANY.includes(type.type)) return [[type.type, one]];
      const many = {
        title: type.label.zh,
        trellis: { type: type.type, label: type.label, config: { many: true } },
      };
      return [
        [type.type, one],
        [`${type.type}_many`, many],
      ];
    });
  const document = {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '全部',
    properties: Object.fromEntries(fields),
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh: '全部' }, titleField: 'text', layout: [] },
  };
  return compileForm('crm:all', document as unknown as FormDocument);
}

const form = everything();

describe('what a default may take over', () => {
  test.each([...form.fields.values()].map((field) => [field.key, field] as const))(
    '%s takes what it is offered',
    (_, field) => {
      for (const source of ownSources(field)) {
        const expr = sourceExpr(source, field);
        const wanted = field.many ? { kind: field.kind, many: true } : { kind: field.kind };
        const found = check(expr, { form: form.scopeForm, formOf: () => undefined }, { expect: wanted });
        expect(found.ok ? [] : found.issues).toEqual([]);
        expect(sourceOf({ kind: 'expr', expr }, field)).toBe(source);
      }
    },
  );

  test('is offered where it makes sense', () => {
    const offered = Object.fromEntries(
      [...form.fields.values()].map((field) => [field.key, ownSources(field).join(' ')]),
    );
    expect(offered).toMatchObject({
      member: 'me',
      member_many: 'me',
      department: 'myDepartment',
      department_many: 'myDepartments',
      role_many: 'myRoles',
      phone: 'myPhone',
      email: 'myEmail',
      text: 'myName myPhone myEmail',
      date: 'today',
      time: 'now',
      number: '',
      url: '',
      tags: '',
    });
  });

  test('another field is told from formulas and from what is known of the person', () => {
    const of = (expr: Json): FieldDefault => ({ kind: 'expr', expr });
    expect(copiedField(of({ var: 'amount' }))).toBe('amount');
    expect(copiedField(of({ var: '$today' }))).toBe(undefined);
    expect(copiedField(of({ upper: { var: 'amount' } }))).toBe(undefined);
  });
});
