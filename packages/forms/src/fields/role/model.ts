import type { Value } from '@trellis/logic';
import { fail, ok, type Result, ROLE_TARGET } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { cleanText } from '../../values/text.ts';

export type RoleConfig = { readonly many?: boolean };

/** One or several roles of the workspace; the value is "app:role", an option rather than a record. */
export const role: FieldType<RoleConfig, Exclude<Value, null>> = {
  type: 'role',
  icon: 'idcard',
  group: 'people',
  label: { zh: '角色', en: 'Role' },
  description: { zh: '企业里的角色，如审批角色', en: 'Roles such as those that approve' },
  example: { value: 'gallery:sales' },
  kind: 'option',
  valueType: ({ many }) => (many ? { kind: 'option', many } : { kind: 'option' }),
  config: {
    schema: { type: 'object', additionalProperties: false, properties: { many: { type: 'boolean' } } },
    defaults: () => ({}),
  },
  valueSchema: ({ many }) => {
    const key = { type: 'string', minLength: 1, maxLength: 90 } as const;
    return many ? { type: 'array', items: key, uniqueItems: true, minItems: 1, maxItems: 100 } : key;
  },
  normalise: (input, { many }) => (many ? several(input) : cleanText(input)),
  parse: (input, { many }, env) => {
    const named = (text: string): string => env.resolve?.(ROLE_TARGET, text) ?? text;
    if (!many) {
      const text = cleanText(input);
      return text.ok && text.value !== null ? ok(named(text.value)) : text;
    }
    return several(
      input
        .split(/[、,，;；|｜\n\t]+/)
        .map((text) => text.trim())
        .filter(Boolean)
        .map(named),
    );
  },
  format: (value, _config, env) =>
    (Array.isArray(value) ? value : [value])
      .map((key) => env.title?.(String(key)) ?? String(key))
      .join(env.locale === 'zh' ? '、' : ', '),
  // Which roles there are is known to the workspace alone; what can't be one is refused.
  judge: (value) =>
    (Array.isArray(value) ? value : value === null ? [] : [value])
      .filter((key) => typeof key !== 'string' || !ROLE.test(key))
      .map((key) => ({ path: [], code: 'unknown_option', params: { value: String(key) } })),
  roles: true,
  column: ({ many }) => (many ? 'text[]' : 'text'),
  filters: ['in', 'not_in', 'has_any', 'has_all', 'has_none', 'is_empty', 'not_empty'],
};

const ROLE = /^[a-z][a-z0-9_]{0,39}:[a-z][a-z0-9_]{0,39}$/;

function several(input: unknown): Result<readonly string[] | null> {
  if (input === null || input === undefined || input === '') return ok(null);
  const keys: string[] = [];
  for (const [index, item] of (Array.isArray(input) ? input : [input]).entries()) {
    const key = cleanText(item);
    if (!key.ok) return fail(...key.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] })));
    if (key.value !== null && !keys.includes(key.value)) keys.push(key.value);
  }
  return ok(keys.length === 0 ? null : keys);
}
