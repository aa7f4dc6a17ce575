import type { Value } from '@trellis/logic';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { formatIds, idSchema, normaliseIds, parseIds } from '../../values/people.ts';

export type MemberConfig = {
  readonly many?: boolean;
  /** Who may be chosen: everybody, or those of departments or roles; `own` = of the chooser's departments. */
  readonly range?: 'all' | 'departments' | 'roles' | 'own';
  readonly departments?: readonly string[];
  /** "app:role". */
  readonly roles?: readonly string[];
  /** With the departments below. */
  readonly below?: boolean;
};

/** One or several members of the workspace. */
export const member: FieldType<MemberConfig, Exclude<Value, null>> = {
  type: 'member',
  icon: 'user',
  group: 'people',
  label: { zh: '成员', en: 'Member' },
  description: { zh: '企业里的同事，如负责人、协作人', en: 'Colleagues such as the person in charge' },
  example: { value: '01900000-0000-7000-8000-000000000001' },
  kind: 'ref',
  valueType: ({ many }) => (many ? { kind: 'ref', many } : { kind: 'ref' }),
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        many: { type: 'boolean' },
        range: { type: 'string', enum: ['all', 'departments', 'roles', 'own'] },
        departments: {
          type: 'array',
          maxItems: 200,
          uniqueItems: true,
          items: { type: 'string', format: 'uuid' },
        },
        roles: { type: 'array', maxItems: 200, uniqueItems: true, items: { type: 'string', maxLength: 90 } },
        below: { type: 'boolean' },
      },
    },
    defaults: () => ({}),
  },
  valueSchema: ({ many }) => idSchema(many),
  normalise: (input, { many }) => normaliseIds(input, many),
  parse: (input, { many }, env) => parseIds(input, many, MEMBER_TARGET, env),
  format: (value, _config, env) => formatIds(value, env),
  column: ({ many }) => (many ? 'uuid[]' : 'uuid'),
  target: () => MEMBER_TARGET,
  range: (config) => config,
};
