import type { PoolClient } from '@trellis/db';
import type { CatalogForm, Ctx } from '../contract.ts';
import { notify } from './notify.ts';

interface Owned {
  readonly id: string;
  readonly owner: string | null;
}

/**
 * What tells a member, in the transaction of the save, that a record is theirs from now on; undefined where nobody needs
 * to be told. Whole files of records are nobody's news.
 */
export function tellOwner(
  ctx: Ctx,
  form: CatalogForm,
  record: Owned,
): ((client: PoolClient) => Promise<void>) | undefined {
  const { owner, id } = record;
  if (owner === null || owner === ctx.actor.id || ctx.cause === 'import' || ctx.cause === 'template')
    return undefined;
  return (client) =>
    notify(ctx, client, {
      kind: 'assign',
      text: 'owner',
      to: [owner],
      by: ctx.actor.visitor ? undefined : ctx.actor.id,
      link: { app: form.app, form: form.key, record: id },
      // Many records handed over at once are one piece of news.
      ...(ctx.batch === undefined ? {} : { key: `assign ${form.ref} ${ctx.batch}` }),
    });
}
