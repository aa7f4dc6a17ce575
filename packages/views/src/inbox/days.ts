import { localDate } from '@trellis/logic';

/** Notifications of one day, the newest first. */
export interface Day<T> {
  /** "2026-03-01", on the clock of the zone. */
  readonly date: string;
  readonly messages: readonly T[];
}

/** Parts a list that has the newest first by days. */
export function byDay<T extends { readonly at: string }>(messages: readonly T[], tz: string): Day<T>[] {
  const days: { date: string; messages: T[] }[] = [];
  for (const message of messages) {
    const date = localDate(message.at, tz);
    const last = days.at(-1);
    if (last?.date === date) last.messages.push(message);
    else days.push({ date, messages: [message] });
  }
  return days;
}

/** Whether a day is today or the one before, on the clock of the zone. */
export function nearDay(date: string, tz: string, now: Date): 'today' | 'yesterday' | undefined {
  const days = Math.round((Date.parse(localDate(now.toISOString(), tz)) - Date.parse(date)) / 86_400_000);
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : undefined;
}
