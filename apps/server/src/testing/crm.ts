import type { Expr } from '@trellis/logic';
import { type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { type TestServer, WORKSPACE } from './server.ts';

/** A small app, made through the API alone. */
const APP = { workspace: WORKSPACE, app: 'crm' } as const;
export const CUSTOMERS = { ...APP, form: 'customer' } as const;
export const DEALS = { ...APP, form: 'deal' } as const;

const label = (zh: string) => ({ zh, en: zh });
const field = (type: string, config: JsonObject = {}, meta: JsonObject = {}) => ({
  title: type,
  trellis: { type, label: label(type), config, ...meta },
});
const form = (
  properties: Record<string, ReturnType<typeof field>>,
  required: string[],
  stageField?: string,
) => ({
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '表单',
  properties,
  required,
  additionalProperties: false,
  trellis: {
    vocabulary: 1,
    label: label('表单'),
    titleField: Object.keys(properties)[0],
    ...(stageField ? { stageField } : {}),
    layout: [],
  },
});
const options = ['open', 'won', 'lost'].map((key) => ({ key, label: label(key) }));

const FORMS = {
  customer: form({ name: field('text', { maxLength: 50 }, { unique: true, searchable: true }) }, ['name']),
  deal: form(
    {
      title: field('text', { maxLength: 50 }),
      customer: field('reference', { form: 'customer' }),
      amount: field('money'),
      closes: field('date'),
      stage: field('stage', { options }),
      secret: field('text'),
    },
    ['title'],
    'stage',
  ),
};
/** Sales see their own deals without the secret, and no customers' changes beyond viewing. */
const mine: Expr = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
const ROLES = {
  sales: {
    vocabulary: 1,
    label: label('销售'),
    forms: {
      deal: { actions: ['view', 'create', 'edit', 'delete'], rows: mine, hidden: ['secret'] },
      customer: { actions: ['view'] },
    },
  },
  guest: { vocabulary: 1, label: label('访客'), forms: { customer: { actions: ['view'] } } },
};

/** Installs the app, its roles included. */
export async function installCrm(server: TestServer, token: string): Promise<void> {
  const document = { vocabulary: 1, label: label('测试'), menu: [] };
  await server.call('createApp', { token, params: { workspace: WORKSPACE }, body: { key: 'crm', document } });
  for (const [key, doc] of Object.entries(FORMS)) await publish(server, token, 'form', key, doc);
  for (const [key, doc] of Object.entries(ROLES)) await publish(server, token, 'role', key, doc);
}

/** Saves and publishes a document of the app. */
export async function publish(
  server: TestServer,
  token: string,
  kind: 'form' | 'role',
  key: string,
  document: unknown,
): Promise<void> {
  const params = { ...APP, kind, key };
  const saved = await server.call('saveDraft', { token, params, body: { document } });
  if (saved.issues.length > 0) throw new Error(JSON.stringify(saved.issues));
  await server.call('publish', { token, params });
}

/** A member with one role of the app, and their token. */
export async function addMember(
  server: TestServer,
  token: string,
  name: string,
  role: keyof typeof ROLES,
): Promise<{ id: string; token: string }> {
  const email = `${name}@example.com`;
  const body = { name, email, password: 'long enough', roles: [`crm:${role}`] };
  const { id } = await server.call('createMember', { token, params: { workspace: WORKSPACE }, body });
  return { id, token: await server.logIn(email, body.password) };
}

export const dealForm = (): FormDocument => structuredClone(FORMS.deal) as unknown as FormDocument;
