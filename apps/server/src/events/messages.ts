import { COMMENT_EVENT, type CommentEvent, MESSAGE_EVENT, type MessageEvent } from '@trellis/records/server';
import type { WorkspaceEvents } from './hub.ts';

/** What a member may learn of a form's changes. */
export interface FormAudience {
  /** Whether changes of the form ("app:form") concern the member at all. */
  sees(form: string): boolean;
  /** Whether ids may be told: only to who sees every record of it, since an id alone says that a record exists. */
  seesAll(form: string): boolean;
  /** The member themself. */
  readonly id: string;
}

const MAX_IDS = 50;

/**
 * Server-sent messages for one member, one per form however many records changed: clients ask again under their own
 * rights. Without `ids` anything of the form may have changed.
 */
export function messagesFor(events: WorkspaceEvents, audience: FormAudience): string {
  const byForm = new Map<string, Set<string> | undefined>();
  let catalog = '';
  let computation = '';
  let told = '';
  const conversions = new Map<string, string>();
  const comments = new Set<string>();
  for (const { kind, payload } of events) {
    if (kind === 'catalog') catalog = message('catalog', payload);
    if (kind === 'computation') computation = message('computation', {});
    // That others were told something is theirs to know.
    if (kind === MESSAGE_EVENT && (payload as MessageEvent).members.includes(audience.id))
      told = message(kind, {});
    if (kind === 'conversion') {
      const { form } = payload as { form: string };
      // How many records there are is for those alone who see them all.
      if (audience.sees(form) && audience.seesAll(form)) conversions.set(form, message(kind, payload));
    }
    if (kind === COMMENT_EVENT) {
      const { form, record } = payload as CommentEvent;
      // Where not every record is theirs to see, pages ask again about the one that they show.
      if (audience.sees(form))
        comments.add(message(kind, audience.seesAll(form) ? { form, ids: [record] } : { form }));
    }
    if (kind !== 'record') continue;
    const { form, ids } = payload as { form: string; ids?: readonly string[] };
    if (!audience.sees(form)) continue;
    const known = byForm.has(form) ? byForm.get(form) : new Set<string>();
    byForm.set(form, known && ids && audience.seesAll(form) ? new Set([...known, ...ids]) : undefined);
  }
  let text = catalog + computation + told + [...conversions.values(), ...comments].join('');
  for (const [form, ids] of byForm) {
    text += message('record', ids && ids.size <= MAX_IDS ? { form, ids: [...ids] } : { form });
  }
  return text;
}

const message = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
