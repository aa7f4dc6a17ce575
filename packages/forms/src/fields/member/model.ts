import { MEMBER_TARGET } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { formatId, normaliseId, parseId } from '../../values/id.ts';

export type MemberConfig = Record<never, never>;

/** A member of the workspace. */
export const member: FieldType<MemberConfig, string> = {
  type: 'member',
  icon: 'user',
  group: 'people',
  label: { zh: '成员', en: 'Member' },
  description: { zh: '企业里的一位同事，如负责人', en: 'A colleague such as the person in charge' },
  example: { value: '01900000-0000-7000-8000-000000000001' },
  kind: 'ref',
  config: {
    schema: { type: 'object', additionalProperties: false, properties: {} },
    defaults: () => ({}),
  },
  valueSchema: () => ({ type: 'string', format: 'uuid' }),
  normalise: (input) => normaliseId(input),
  parse: (input, _config, env) => parseId(input, MEMBER_TARGET, env),
  format: (value, _config, env) => formatId(value, env),
  column: () => 'uuid',
  target: () => MEMBER_TARGET,
};
