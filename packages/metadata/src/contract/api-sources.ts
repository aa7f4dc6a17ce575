import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Key } from './schemas.ts';

const Params = Type.Object({ workspace: Key, app: Key, form: Key, field: Key });
const base = '/api/v1/w/{workspace}/apps/{app}/forms/{form}/fields/{field}';
const Header = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const Name = Type.String({ minLength: 1, maxLength: 100 });
const Kept = Type.Object({
  /** Names of the headers whose values are kept, lower case; the values can't be read again. */
  headers: Type.Array(Type.String()),
});

/** Addresses that fields get values from. */
export const apiSources = {
  listApiSecrets: operation({
    id: 'listApiSecrets',
    method: 'GET',
    path: `${base}/api-secrets`,
    access: 'admin',
    summary: { zh: '字段的接口已保存哪些密钥', en: 'Which secret headers of a field’s address are kept' },
    params: Params,
    reply: Kept,
  }),
  saveApiSecrets: operation({
    id: 'saveApiSecrets',
    method: 'PUT',
    path: `${base}/api-secrets`,
    access: 'admin',
    summary: {
      zh: '保存字段接口的密钥（加密，不可再读出）',
      en: 'Keep secret headers of a field’s address; null removes one',
    },
    params: Params,
    body: Type.Object({
      values: Type.Record(
        Header,
        Type.Union([Type.String({ minLength: 1, maxLength: 4_000 }), Type.Null()]),
        {
          maxProperties: 10,
        },
      ),
    }),
    reply: Kept,
  }),
  tryApi: operation({
    id: 'tryApi',
    method: 'POST',
    path: `${base}/try-api`,
    access: 'admin',
    summary: { zh: '试一试字段的接口', en: 'Ask a field’s address with example values' },
    params: Params,
    body: Type.Object({
      source: Type.Object({
        method: Type.Union([Type.Literal('GET'), Type.Literal('POST')]),
        url: Type.String({ maxLength: 1_000 }),
        params: Type.Optional(
          Type.Array(
            Type.Union([
              Type.Object({ name: Name, field: Type.String({ maxLength: 200 }) }),
              Type.Object({ name: Name, text: Type.String({ maxLength: 1_000 }) }),
            ]),
            { maxItems: 30 },
          ),
        ),
        headers: Type.Optional(Type.Array(Header, { maxItems: 10 })),
      }),
      /** Example values of the fields that it takes along. */
      values: Type.Record(Type.String(), Type.String({ maxLength: 1_000 })),
      /** Values of headers that are not kept yet. */
      headers: Type.Optional(Type.Record(Header, Type.String({ minLength: 1, maxLength: 4_000 }))),
    }),
    reply: Type.Union([Type.Object({ answer: Type.Unknown() }), Type.Object({ problem: Type.String() })]),
  }),
};
