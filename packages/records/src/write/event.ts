import type { Ctx } from '../contract.ts';
import type { History } from '../types.ts';

/** Payload of the outbox event "record". */
export interface RecordEvent {
  /** "app:form". */
  readonly form: string;
  readonly op: History['changes'][number]['op'];
  /** Records that changed together, at most a slice of a bulk write. */
  readonly ids: readonly string[];
  /** Who did it, where their followers are to hear of it; absent for computed values and whole files. */
  readonly by?: string;
  /** The version that a change of a single record made. */
  readonly version?: number;
}

/** What happened to records among the events of an outbox. */
export const recordEventsOf = (
  events: readonly { readonly kind: string; readonly payload: unknown }[],
): RecordEvent[] =>
  events.flatMap(({ kind, payload }) => (kind === 'record' ? [payload as RecordEvent] : []));

export const eventOf = (
  form: string,
  op: RecordEvent['op'],
  ids: readonly string[],
  deed?: Pick<RecordEvent, 'by' | 'version'>,
): RecordEvent => ({ form, op, ids, ...deed });

/** Who did something to records, where their followers are to hear of it. */
export const deedOf = (
  { cause }: Pick<Ctx, 'cause'>,
  by: string | null,
  version?: number,
): Pick<RecordEvent, 'by' | 'version'> =>
  cause === 'import' || cause === 'template' || by === null
    ? {}
    : { by, ...(version === undefined ? {} : { version }) };
