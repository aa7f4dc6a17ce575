import type { LocalText } from '../kernel/text.ts';
import type { ChannelKey } from './channels.ts';

/** What members look at together: what is meant for them, what they watch, what the system says. */
export const NOTIFICATION_GROUPS = ['mention', 'follow', 'system'] as const;
export type NotificationGroup = (typeof NOTIFICATION_GROUPS)[number];

/** Pages of the product that something is told of. */
export const PRODUCT_PAGES = ['exports'] as const;
export type ProductPage = (typeof PRODUCT_PAGES)[number];

/** A kind of notification: who it is for, how it reads, where it goes. */
export interface NotificationKind {
  readonly label: LocalText;
  /** When one gets it, in the words of the person who does. */
  readonly description: LocalText;
  /** Name of an icon of the set. */
  readonly icon: string;
  readonly group: NotificationGroup;
  /** Outer channels that it goes to while neither an administrator nor the member says otherwise. */
  readonly channels: readonly ChannelKey[];
  /** Members can't turn it off in the product itself. */
  readonly always?: boolean;
  /**
   * How it reads, by code. Besides the parameters of the notification there are {by} (who did it), {record} (title of
   * the record it links to, as far as the reader may see it), {form} and {times}. Where there is a code with "Many"
   * behind it, that one is taken once it was told several times.
   */
  readonly texts: Readonly<Record<string, LocalText>>;
}

/** Keeps the literal codes of a kind's texts. */
export const notificationKind = <const K extends NotificationKind>(kind: K): K => kind;
