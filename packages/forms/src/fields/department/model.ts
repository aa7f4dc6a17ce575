import type { Value } from '@trellis/logic';
import { DEPARTMENT_TARGET } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { formatIds, idSchema, normaliseIds, parseIds } from '../../values/people.ts';

export type DepartmentConfig = {
  readonly many?: boolean;
  /** Which may be chosen: all, or the chooser's own. */
  readonly range?: 'all' | 'own';
  /** With the departments below. */
  readonly below?: boolean;
};

/** One or several departments of the workspace. */
export const department: FieldType<DepartmentConfig, Exclude<Value, null>> = {
  type: 'department',
  icon: 'team',
  group: 'people',
  label: { zh: '部门', en: 'Department' },
  description: { zh: '企业里的部门，如归属部门', en: 'Departments such as the one in charge' },
  example: { value: '01900000-0000-7000-8000-0000000000d2' },
  kind: 'ref',
  valueType: ({ many }) => (many ? { kind: 'ref', many } : { kind: 'ref' }),
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        many: { type: 'boolean' },
        range: { type: 'string', enum: ['all', 'own'] },
        below: { type: 'boolean' },
      },
    },
    defaults: () => ({}),
  },
  valueSchema: ({ many }) => idSchema(many),
  normalise: (input, { many }) => normaliseIds(input, many),
  parse: (input, { many }, env) => parseIds(input, many, DEPARTMENT_TARGET, env),
  format: (value, _config, env) => formatIds(value, env),
  column: ({ many }) => (many ? 'uuid[]' : 'uuid'),
  target: () => DEPARTMENT_TARGET,
  range: (config) => config,
  underBy: () => ({ type: 'department', config: {} }),
  macros: ({ many }) => ({
    // What lies below a department is known when it is asked: the tree changes.
    under: (field, [id]) =>
      typeof id === 'string' && UUID.test(id)
        ? { [many ? 'has_any' : 'in']: [field, { var: `$departments.${id}` }] }
        : undefined,
  }),
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
