import type { ServerResponse } from 'node:http';
import type { Contract } from '@trellis/metadata';
import { type Ctx, findAccess } from '@trellis/records/server';
import { type FormAudience, messagesFor } from '../events/messages.ts';
import type { Call, Handlers } from '../http/handler.ts';

const HEARTBEAT_MS = 15_000;
/** A client that lags this far behind is cut: it comes back and asks anew, which costs less than the backlog. */
const MAX_BACKLOG_BYTES = 1 << 20;

export const eventHandlers: Handlers<'streamEvents'> = {
  streamEvents: (call) => {
    const { reply, ctx, services } = call;
    reply.hijack();
    const response = reply.raw;
    const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
    response.writeHead(200, {
      ...(Object.fromEntries(headers) as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    // How long the client waits before it comes back.
    response.write('retry: 1000\n\n');

    const end = () => void response.end();
    const { schema } = ctx.catalog.workspace;
    let last = Promise.resolve();
    const stopListening = services.events.listen((source, events) => {
      if (source !== schema) return;
      // One after another, since finding out the member's rights may take a query.
      last = last.then(async () => {
        const text = messagesFor(events, await audienceOf(call));
        if (text) write(response, text);
      }, end);
      last.catch(end);
    });
    const heartbeat = setInterval(() => write(response, ': \n\n'), HEARTBEAT_MS);
    // The token is the right to listen; the client opens the next stream with its next token.
    const expiry = setTimeout(end, Math.max(0, call.claims.exp * 1000 - Date.now()));
    services.streams.add(end);
    response.on('close', () => {
      stopListening();
      clearInterval(heartbeat);
      clearTimeout(expiry);
      services.streams.delete(end);
    });
    return reply;
  },
};

/** The member's rights as of now: roles, definitions or the login itself may have changed since the stream began. */
async function audienceOf({ services, claims, ctx }: Call<Contract['streamEvents']>): Promise<FormAudience> {
  await services.identities.account(claims);
  const { workspace, actor } = await services.identities.membership(claims, ctx.catalog.workspace.key);
  const current: Ctx = { ...ctx, actor, catalog: await services.catalogs.get(workspace) };
  const access = (form: string) => findAccess(current, form);
  return {
    id: actor.id,
    sees: (form) => access(form)?.actions.has('view') ?? false,
    seesAll: (form) => access(form)?.rows.view.length === 0,
  };
}

function write(response: ServerResponse, text: string): void {
  // A slow client's stream may have ended without being closed yet; writing then would be an error that nobody hears.
  if (response.writableEnded || response.destroyed) return;
  response.write(text);
  if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
}
