import { AppError } from '@trellis/metadata';
import {
  getPublicForm,
  openState,
  type PublicForm,
  publicPage,
  queryColumns,
  queryPublic,
  renewPublicLink,
  savePublicForm,
  submitPublic,
  uploadingVisitor,
  type Visit,
} from '@trellis/records/server';
import type { FastifyRequest } from 'fastify';
import { hashPassword, passwordFits } from '../auth/password.ts';
import type { Handlers } from '../http/handler.ts';
import { callerLocale } from '../http/locale.ts';
import { screenOf } from '../http/screen.ts';
import { uploadedFile, whileReading } from '../http/upload.ts';
import type { Doing } from '../public/door.ts';
import { maySee, newChallenge, PROOF_BITS, passFor, solvedUntil } from '../public/signed.ts';
import type { Services } from '../services.ts';

interface Asked {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly params: { readonly workspace: string; readonly token: string };
}

/** Who asks for which form; one address may not ask too often. Errors: public_form_not_found, too_many_requests. */
async function visitOf({ services, request, params: { workspace: key, token } }: Asked, doing: Doing) {
  services.publicDoor.count(doing, request.ip, token);
  const { workspace, pub } = await services.publicDoor.find(key, token);
  const visit: Visit = {
    pool: services.pool,
    catalog: await services.catalogs.get(workspace),
    now: new Date().toISOString(),
    locale: callerLocale(request),
    keys: services.keys,
    outer: services.outer,
    screen: screenOf(request),
    log: request.log,
  };
  return { visit, pub };
}

/** The same of a visitor who knows the password, where there is one. Errors: password_needed. */
async function insideOf(asked: Asked, doing: Doing, pass: string | undefined) {
  const found = await visitOf(asked, doing);
  if (!maySee(asked.services.jwtSecret, found.pub, pass, Date.now())) throw new AppError('password_needed');
  return found;
}

const addressOf = ({ workspace, token }: Asked['params']) => `/p/${workspace}/${token}`;

function frontOf(visit: Visit, pub: PublicForm, params: Asked['params']) {
  const { title, description, color, cover, opensAt, closesAt } = pub.settings;
  return {
    title: title ?? visit.catalog.forms.get(pub.form)?.document.trellis.label ?? { zh: '' },
    ...(description ? { description } : {}),
    ...(color ? { color } : {}),
    ...(cover ? { cover: `${addressOf(params)}/cover?${pub.revision}` } : {}),
    ...(opensAt ? { opensAt } : {}),
    ...(closesAt ? { closesAt } : {}),
  };
}

export const publicHandlers: Handlers<
  | 'getPublicForm'
  | 'savePublicForm'
  | 'renewPublicLink'
  | 'openPublicForm'
  | 'unlockPublicForm'
  | 'challengePublicForm'
  | 'uploadPublicFile'
  | 'submitPublicForm'
  | 'queryPublicForm'
> = {
  getPublicForm: ({ ctx, params }) => getPublicForm(ctx, params),
  savePublicForm: async ({ services, ctx, params, body: { settings, password } }) => {
    const hash = typeof password === 'string' ? await hashPassword(password) : password;
    const saved = await savePublicForm(ctx, params, settings, hash);
    services.publicDoor.forget();
    return saved;
  },
  renewPublicLink: async ({ services, ctx, params }) => {
    const saved = await renewPublicLink(ctx, params);
    services.publicDoor.forget();
    return saved;
  },

  openPublicForm: async (call) => {
    const { services, params, body } = call;
    const { visit, pub } = await visitOf(call, 'open');
    const front = frontOf(visit, pub, params);
    if (!maySee(services.jwtSecret, pub, body.pass, Date.now())) return { ...front, state: 'password' };
    const query = queryColumns(visit, pub);
    const inside = { ...front, ...(query ? { query: [...query] } : {}) };
    const state = await openState(visit, pub);
    if (state !== 'open') return { ...inside, state };
    const { visible, required, readonly, ...page } = publicPage(visit, pub, body.params ?? {});
    const { captcha = false, button } = pub.settings;
    return {
      ...inside,
      state,
      form: {
        ...page,
        visible: [...visible],
        required: [...required],
        readonly: [...readonly],
        captcha,
        ...(button ? { button } : {}),
      },
    };
  },

  unlockPublicForm: async (call) => {
    const { services, request, params, body } = call;
    const { pub } = await visitOf(call, 'unlock');
    if (!(await passwordFits(pub.passwordHash, body.password))) throw new AppError('password_wrong');
    services.publicDoor.forgive('unlock', request.ip, params.token);
    return { pass: passFor(services.jwtSecret, pub, Date.now()) };
  },

  challengePublicForm: async (call) => {
    const { pub } = await visitOf(call, 'challenge');
    return { challenge: newChallenge(call.services.jwtSecret, pub, Date.now()), bits: PROOF_BITS };
  },

  uploadPublicFile: async (call) => {
    const { services, request, query } = call;
    const { visit, pub } = await insideOf(call, 'upload', query.pass);
    if ((await openState(visit, pub)) !== 'open') throw new AppError('public_form_closed');
    const { ctx, maxBytes } = await uploadingVisitor(visit, pub, query.visitor, query.field);
    const file = await uploadedFile(request, maxBytes);
    return whileReading(request, () =>
      services.files.upload(ctx, { name: file.filename, content: file.file }),
    );
  },

  submitPublicForm: async (call) => {
    const { services, body, reply } = call;
    const { visit, pub } = await insideOf(call, 'submit', body.pass);
    const { captcha, thanks, redirect, again = true } = pub.settings;
    const state = await openState(visit, pub);
    // Whether there is room is decided where the place is taken: a repeated submission has one already.
    if (state !== 'open' && state !== 'full') throw new AppError('public_form_closed');
    if (captcha) {
      const until = solvedUntil(services.jwtSecret, pub, body.proof, Date.now());
      if (until === undefined || !services.publicDoor.isFirst(body.proof?.challenge ?? '', until))
        throw new AppError('proof_failed');
    }
    const { id, visitor, values, params = {} } = body;
    await submitPublic(visit, pub, { id, visitor, values, params });
    reply.code(201);
    return { ...(thanks ? { thanks } : {}), ...(redirect ? { redirect } : {}), again };
  },

  queryPublicForm: async (call) => {
    const { visit, pub } = await insideOf(call, 'query', call.body.pass);
    return queryPublic(visit, pub, call.body.values);
  },
};
