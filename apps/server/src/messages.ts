import { addJob, type Pool } from '@trellis/db';
import {
  DELIVER_JOB,
  deliverDue,
  MESSAGE_EVENT,
  type MessageEvent,
  nextDelivery,
  type Workspace,
} from '@trellis/records/server';
import type { Config } from './config.ts';
import type { WorkspaceEvents } from './events/hub.ts';
import type { Services } from './services.ts';
import { allWorkspaces } from './workspaces.ts';

/** How long one job goes on sending before it lets another workspace have its turn. */
const TURN_MS = 20_000;

/** The address at which people reach a page of a workspace, "/a/…" or "". */
export const pageAddress = ({ publicUrl, host, port }: Config, workspace: string, path: string): string =>
  `${publicUrl?.replace(/\/+$/, '') ?? `http://${host}:${port}`}/w/${workspace}${path}`;

/** Has what is due in a workspace sent soon; asked for several times it is done once. */
async function wakeDelivery(pool: Pool, schema: string): Promise<void> {
  const queueName = `${DELIVER_JOB} ${schema}`;
  await addJob(pool, DELIVER_JOB, { schema }, { jobKey: queueName, queueName });
}

/** Sends what is due in a workspace, and comes back when more is. */
export async function deliverMessages(services: Services, workspace: Workspace): Promise<void> {
  const { pool, log, keys, catalogs, channels, config } = services;
  const stop = Date.now() + TURN_MS;
  const catalog = await catalogs.refresh(workspace);
  const at = {
    pool,
    log,
    keys,
    catalog,
    channels,
    url: (path: string) => pageAddress(config, workspace.key, path),
  };
  let sent = 1;
  while (sent > 0 && Date.now() < stop) sent = await deliverDue({ ...at, now: new Date().toISOString() });
  const next = await nextDelivery(at);
  if (next === null) return;
  const { schema } = workspace;
  // Under a name of its own: what wakes up at once must not be put off by it.
  const queueName = `${DELIVER_JOB} ${schema}`;
  await addJob(pool, DELIVER_JOB, { schema }, { jobKey: `${queueName} later`, queueName, runAt: next });
}

/** Wakes the job of a workspace when members there are told something, and now. Returns the way to stop. */
export async function startDelivering({ pool, log, events }: Services): Promise<() => Promise<void>> {
  const wake = (schema: string) =>
    wakeDelivery(pool, schema).catch((err: unknown) =>
      log.warn({ err, schema }, 'messages wait for the next event'),
    );
  const deaf = events.listen((schema, list) => {
    if (list.some(isDue)) void wake(schema);
  });
  await Promise.all((await allWorkspaces(pool)).map(({ schema }) => wake(schema)));
  return async () => deaf();
}

const isDue = ({ kind, payload }: WorkspaceEvents[number]): boolean =>
  kind === MESSAGE_EVENT && (payload as MessageEvent).due === true;
