import type { Issue } from '@trellis/metadata';

/** An error of the schema validator, as far as it is read here. */
export interface SchemaError {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly schemaPath?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** More is not told; a body of thousands of rows can have millions. */
const MAX_ISSUES = 1_000;

/** Mistakes in a request's JSON, each at its path, in the codes that the messages know. */
export function schemaIssues(errors: readonly SchemaError[]): Issue[] {
  const issues = new Map<string, Issue>();
  for (const error of relevant(errors)) {
    const issue = toIssue(error);
    issues.set(JSON.stringify(issue), issue);
    if (issues.size === MAX_ISSUES) break;
  }
  return [...issues.values()];
}

/**
 * A failed choice reports the errors of all its branches and itself. The branch that was meant is the one whose errors
 * lie deepest, then the one with the fewest; the others only confuse.
 */
function relevant(errors: readonly SchemaError[]): readonly SchemaError[] {
  const choice = errors.find((error) => error.keyword === 'anyOf');
  const base = choice?.schemaPath;
  if (!choice || base === undefined) return errors;
  const branches = new Map<string, SchemaError[]>();
  const rest: SchemaError[] = [];
  for (const error of errors) {
    if (error === choice) continue;
    const branch = error.schemaPath?.startsWith(`${base}/`)
      ? error.schemaPath.slice(base.length + 1).split('/', 1)[0]
      : undefined;
    if (branch === undefined) rest.push(error);
    else if (!branches.get(branch)?.push(error)) branches.set(branch, [error]);
  }
  const depth = (list: readonly SchemaError[]) =>
    list.reduce((most, { instancePath = '' }) => Math.max(most, instancePath.split('/').length), 0);
  const [best] = [...branches.values()]
    .map((list) => ({ list, depth: depth(list) }))
    .sort((a, b) => b.depth - a.depth || a.list.length - b.list.length)
    .map(({ list }) => list);
  // A choice between plain constants: its own error says it better than that of one constant.
  const constants = best?.every((error) => error.keyword === 'const');
  return [...rest, ...(best && !constants ? relevant(best) : [choice])];
}

function toIssue({ keyword, instancePath, params = {} }: SchemaError): Issue {
  const path = (instancePath ?? '')
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const limit = Number(params.limit);
  switch (keyword) {
    case 'required':
      return { path: [...path, String(params.missingProperty)], code: 'required' };
    case 'additionalProperties':
      return {
        path: [...path, String(params.additionalProperty)],
        code: 'unknown_property',
        params: { name: String(params.additionalProperty) },
      };
    case 'type':
      return { path, code: 'wrong_type', params: { expected: String(params.type) } };
    case 'maxLength':
      return { path, code: 'too_long', params: { max: limit } };
    case 'minLength':
      return limit === 1 ? { path, code: 'required' } : { path, code: 'too_short', params: { min: limit } };
    case 'maxItems':
      return { path, code: 'too_many', params: { max: limit } };
    case 'minItems':
      return { path, code: 'too_few', params: { min: limit } };
    case 'maximum':
      return { path, code: 'too_big', params: { max: limit } };
    case 'minimum':
      return { path, code: 'too_small', params: { min: limit } };
    default:
      return { path, code: 'invalid' };
  }
}
