import type { History } from '../types.ts';

/** Payload of the outbox event "record". */
export interface RecordEvent {
  /** "app:form". */
  readonly form: string;
  readonly op: History['changes'][number]['op'];
  /** Records that changed together, at most a slice of a bulk write. */
  readonly ids: readonly string[];
}

export const eventOf = (form: string, op: RecordEvent['op'], ids: readonly string[]): RecordEvent => ({
  form,
  op,
  ids,
});
