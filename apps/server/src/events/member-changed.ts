import type { Queryable } from '@trellis/db';

/** Kind of the outbox event after which every process forgets who may do what. */
export const MEMBER_EVENT = 'member';

/** Tells all processes, with the transaction that `client` runs, that members of the workspace changed. */
export async function tellMemberChanged(client: Queryable, schema: string, memberId: string): Promise<void> {
  await client.query(`insert into "${schema}".outbox (kind, payload) values ($1, $2)`, [
    MEMBER_EVENT,
    JSON.stringify({ id: memberId }),
  ]);
}
