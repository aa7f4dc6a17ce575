import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '@trellis/db';
import { openTestDatabase, type TestDatabase } from '@trellis/db/testing';
import {
  type BodyOf,
  type Contract,
  contract,
  type Issue,
  type Operation,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
} from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { openServices } from '../boot.ts';
import { readConfig } from '../config.ts';
import { type Schema, strict } from '../http/schema.ts';
import { openLog } from '../log.ts';
import type { Services } from '../services.ts';

/** The product on a database of its own, without a port. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly database: TestDatabase;
  /** Sends any request; a body that is not text goes as JSON. */
  send(request: TestRequest): Promise<TestReply>;
  /** Calls an operation of the contract and answers its reply; throws when it fails or answers what the contract does not say. */
  call<Id extends keyof Contract>(id: Id, input: CallInput<Contract[Id]>): Promise<ReplyOf<Contract[Id]>>;
  /** Calls an operation that must fail and answers its problem. */
  refused<Id extends keyof Contract>(id: Id, input: CallInput<Contract[Id]>): Promise<TestReply>;
  /** Makes the first workspace and answers its administrator's token. */
  setUp(): Promise<string>;
  /** A token of whoever has this e-mail and password. */
  logIn(email: string, password: string): Promise<string>;
  close(): Promise<void>;
}

interface TestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly cookie?: string | undefined;
  readonly ip?: string;
}
interface TestReply {
  readonly status: number;
  /** Empty when the answer is not JSON. */
  readonly body: Problem;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Value of the refresh cookie, if set. */
  readonly cookie: string | undefined;
}
interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly issues?: readonly Issue[];
  readonly [member: string]: unknown;
}
type CallInput<O extends Operation> = { readonly token?: string } & Part<'params', ParamsOf<O>> &
  Part<'query', QueryOf<O>> &
  Part<'body', BodyOf<O>>;
type Part<Name extends string, T> = T extends undefined
  ? unknown
  : Record<never, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };

export const ADMIN = { email: 'admin@example.com', password: 'correct horse' };
export const WORKSPACE = 'test_co';

export async function openTestServer(): Promise<TestServer> {
  const database = await openTestDatabase();
  await migrate(database.pool);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'trellis-server-'));
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const closers: (() => Promise<void>)[] = [];
  const pools = { pool: database.pool, reads: database.pool };
  const services = await openServices(config, openLog(config.logLevel), pools, closers);
  const app = await buildApp(services);

  const send = async (request: TestRequest): Promise<TestReply> => {
    const json = request.body !== undefined && typeof request.body !== 'string';
    const reply = await app.inject({
      method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
      url: request.url,
      ...(request.ip ? { remoteAddress: request.ip } : {}),
      headers: {
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
        ...(request.cookie ? { cookie: `trellis_refresh=${request.cookie}` } : {}),
        ...request.headers,
      },
      ...(request.body === undefined
        ? {}
        : { payload: json ? JSON.stringify(request.body) : (request.body as string) }),
    });
    const type = String(reply.headers['content-type'] ?? '');
    return {
      status: reply.statusCode,
      body: type.includes('json') ? (reply.json() as Problem) : {},
      text: reply.body,
      headers: reply.headers,
      cookie: reply.cookies.find(({ name }) => name === 'trellis_refresh')?.value,
    };
  };

  const request = <Id extends keyof Contract>(id: Id, input: CallInput<Contract[Id]>): TestRequest => {
    const { method, path: pattern } = contract[id];
    const {
      token,
      params = {},
      query = {},
      body,
    } = input as {
      token?: string;
      params?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
    };
    const url = pattern.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams(query).toString();
    return { method, url: search ? `${url}?${search}` : url, token, ...(body === undefined ? {} : { body }) };
  };
  const call: TestServer['call'] = async (id, input) => {
    const reply = await send(request(id, input));
    if (reply.status >= 300) throw new Error(`${id}: ${reply.status} ${reply.text}`);
    const wrong = wrongReply(contract[id], reply);
    if (wrong !== undefined) throw new Error(`${id} answers otherwise than the contract says: ${wrong}`);
    return (reply.text === '' ? undefined : reply.body) as ReplyOf<Contract[typeof id]>;
  };

  return {
    app,
    services,
    database,
    send,
    call,
    async refused(id, input) {
      const reply = await send(request(id, input));
      if (reply.status < 400) throw new Error(`${id} was not refused: ${reply.status} ${reply.text}`);
      return reply;
    },
    async setUp() {
      const body = { workspaceName: 'Test Co', name: '管理员', ...ADMIN, locale: 'zh' as const };
      return (await call('setup', { body })).accessToken;
    },
    async logIn(email, password) {
      return (await call('login', { body: { email, password } })).accessToken;
    },
    async close() {
      await app.close();
      for (let close = closers.pop(); close; close = closers.pop()) await close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const replies = new Map<string, Schema>();

/** What of a reply is not as the contract promises it: types do not see what a statement forgot to select. */
function wrongReply({ id, reply: promised, produces }: Operation, reply: TestReply): string | undefined {
  if (produces !== undefined) return undefined;
  if (promised === undefined) return reply.text === '' ? undefined : 'not empty';
  const schema = replies.get(id) ?? replySchema(promised);
  replies.set(id, schema);
  const issues = schemaIssues(schema, reply.body);
  return issues.length > 0 ? JSON.stringify(issues) : undefined;
}

/** Closed against what the contract does not name; the parts of an intersection each name only their own. */
const replySchema = (schema: object): Schema =>
  JSON.stringify(schema).includes('"allOf"') ? (schema as Schema) : strict(schema);
