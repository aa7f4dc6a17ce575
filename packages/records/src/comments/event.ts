import type { Queryable } from '@trellis/db';
import type { Ctx } from '../contract.ts';
import { emit } from '../write/outbox.ts';

/** Kind of the outbox event after which pages read the comments on a record again. */
export const COMMENT_EVENT = 'comment';

/** Payload of the event. */
export interface CommentEvent {
  /** "app:form". */
  readonly form: string;
  readonly record: string;
}

/** Has pages read the comments on a record again, with the transaction that `client` runs. */
export async function announceComment(
  ctx: Pick<Ctx, 'catalog'>,
  client: Queryable,
  { form, record }: CommentEvent,
): Promise<void> {
  await emit(ctx, client, COMMENT_EVENT, { form, record } satisfies CommentEvent);
}
