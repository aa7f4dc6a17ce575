import type { Locale } from '../kernel/text.ts';
import { localText } from '../kernel/text.ts';
import { fill, inLanguage } from '../messages/fill.ts';
import type { NotificationGroup, NotificationKind } from './contract.ts';
import { assign } from './kinds/assign.ts';
import { comment } from './kinds/comment.ts';
import { follow } from './kinds/follow.ts';
import { mention } from './kinds/mention.ts';
import { share } from './kinds/share.ts';
import { system } from './kinds/system.ts';

/** The kinds of notifications, in the order in which settings list them. */
export const NOTIFICATION_KINDS = { mention, assign, share, comment, follow, system };

export type NotificationKindKey = keyof typeof NOTIFICATION_KINDS;
export const NOTIFICATION_KIND_KEYS = Object.keys(NOTIFICATION_KINDS) as NotificationKindKey[];

/** A kind and one of its texts. */
export type NotificationText = {
  [K in NotificationKindKey]: {
    readonly kind: K;
    readonly text: keyof (typeof NOTIFICATION_KINDS)[K]['texts'];
  };
}[NotificationKindKey];

/** A kind by a key that may come from an earlier or later version of the product. */
export const findNotificationKind = (key: string): NotificationKind | undefined =>
  Object.hasOwn(NOTIFICATION_KINDS, key) ? NOTIFICATION_KINDS[key as NotificationKindKey] : undefined;

/** Kinds of a group. */
export const kindsOfGroup = (group: NotificationGroup): NotificationKindKey[] =>
  NOTIFICATION_KIND_KEYS.filter((key) => NOTIFICATION_KINDS[key].group === group);

/** Whether a text says by itself how often it was told. */
export const countsItself = (kind: string, text: string): boolean =>
  Object.hasOwn(findNotificationKind(kind)?.texts ?? {}, `${text}Many`);

/** How a notification that was told so many times reads; nothing where the text is not known here. */
export function notificationMessage(
  kind: string,
  text: string,
  locale: Locale,
  params: Readonly<Record<string, string | number>> & { readonly times: number },
): string {
  const texts = findNotificationKind(kind)?.texts ?? {};
  const code = params.times > 1 && countsItself(kind, text) ? `${text}Many` : text;
  const found = Object.hasOwn(texts, code) ? texts[code] : undefined;
  return found ? fill(localText(found, locale), inLanguage(params, locale)) : '';
}
