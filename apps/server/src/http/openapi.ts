import { contract, ERRORS, type Locale, localText, type Operation } from '@trellis/metadata';
import { type Schema, strict } from './schema.ts';

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** The contract as an OpenAPI 3.1 document, its sentences in one language. */
export function openApi(version: string, locale: Locale): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of Object.values(contract) as Operation[]) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, {
      [operation.method.toLowerCase()]: entry(operation, locale),
    });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: locale === 'zh' ? '藤架 Trellis API' : 'Trellis API',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: DESCRIPTION[locale],
    },
    tags: Object.keys(TAGS).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

function entry(operation: Operation, locale: Locale): Schema {
  return {
    operationId: operation.id,
    summary: localText(operation.summary, locale),
    tags: [Object.entries(TAGS).find(([, part]) => part.test(operation.path))?.[0] ?? 'workspace'],
    security: operation.access === 'public' ? [] : [{ accessToken: [] }],
    parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query')],
    ...requestBody(operation),
    responses: { ...success(operation), default: { description: 'Problem', content: problem } },
  };
}

function parameters(schema: unknown, place: 'path' | 'query'): Schema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = strict(schema) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: described,
  }));
}

function requestBody({ body, consumes }: Operation): Schema {
  if (consumes) {
    const file = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    };
    return { requestBody: { required: true, content: { [consumes]: { schema: file } } } };
  }
  return body
    ? { requestBody: { required: true, content: { 'application/json': { schema: strict(body) } } } }
    : {};
}

function success({ reply, produces }: Operation): Schema {
  if (produces) return { 200: { description: 'OK', content: { [produces]: {} } } };
  if (!reply) return { 204: { description: 'OK' } };
  return {
    200: {
      description: 'OK',
      content: { 'application/json': { schema: JSON.parse(JSON.stringify(reply)) } },
    },
  };
}

const problem = { 'application/problem+json': { schema: PROBLEM } };

const TAGS: Record<string, RegExp> = {
  account: /^\/api\/v1\/(status|setup|auth|account)/,
  records: /\/records\/[^/]+\/[^/]+(?!.*\/imports)/,
  imports: /\/imports/,
  definitions: /\/(definitions|catalog|apps)/,
  templates: /\/templates/,
  reports: /\/reports/,
  workspace: /./,
};

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code'],
        properties: {
          path: { type: 'array', items: { type: ['string', 'number'] } },
          code: { type: 'string' },
          params: { type: 'object' },
          message: { type: 'string' },
        },
      },
    },
  },
};

const DESCRIPTION = {
  zh: '先调用 `login` 得到 `accessToken`，再在请求头中写 `Authorization: Bearer …`。精确的数字以十进制文本传递；错误为 problem+json，`issues` 指出每一处问题的位置。',
  en: 'Call `login` for an `accessToken` and send it as `Authorization: Bearer …`. Exact numbers travel as decimal text; errors are problem+json whose `issues` name the place of each mistake.',
};
