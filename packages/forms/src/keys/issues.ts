import type { FormKey, Issue } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { keyReadings, mayBeCompared } from './readings.ts';

/** Characters that surely fit a btree entry (2,704 bytes) at four bytes each. */
const MAX_LENGTH = 600;

/** What is wrong with the keys of a form, at paths inside its document. */
export function keyIssues(form: CompiledForm): readonly Issue[] {
  const { keys = [] } = form.document.trellis;
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    const doubled = seen.has(key.key);
    seen.add(key.key);
    const issues = doubled
      ? [{ path: ['key'], code: 'duplicate_key', params: { value: key.key } }]
      : [...partIssues(form, key), ...exceptIssues(form, key)];
    return issues.map((issue) => ({ ...issue, path: ['trellis', 'keys', index, ...issue.path] }));
  });
}

function partIssues({ fields }: CompiledForm, { fields: parts }: FormKey): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  let length = 0;
  for (const [index, { field: name, as }] of parts.entries()) {
    const field = fields.get(name);
    const wrong = (member: 'field' | 'as', code: string) =>
      issues.push({ path: ['fields', index, member], code, params: { name } });
    if (!field) wrong('field', 'unknown_field');
    else if (seen.has(name)) wrong('field', 'key_field_twice');
    else if (!mayBeCompared(field)) wrong('field', 'not_for_keys');
    else if (!keyReadings(field).includes(as)) wrong('as', 'not_read_so');
    else if (field.kind === 'text') length += field.valueSchema.maxLength ?? 0;
    seen.add(name);
  }
  if (length > MAX_LENGTH)
    issues.push({ path: ['fields'], code: 'key_too_long', params: { max: MAX_LENGTH } });
  return issues;
}

function exceptIssues({ fields }: CompiledForm, { except }: FormKey): Issue[] {
  if (!except) return [];
  const field = fields.get(except.field);
  const at = (...path: (string | number)[]) => ['except', ...path];
  if (!field) return [{ path: at('field'), code: 'unknown_field', params: { name: except.field } }];
  const options = field.type.options?.(field.config);
  if (field.kind !== 'option' || field.many || !options || field.meta.encrypted)
    return [{ path: at('field'), code: 'not_a_choice' }];
  return except.in.flatMap((option, index) =>
    options.some(({ key }) => key === option)
      ? []
      : [{ path: at('in', index), code: 'no_option', params: { value: option } }],
  );
}
