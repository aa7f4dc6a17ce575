import {
  CHANNEL_KEYS,
  CHANNELS,
  type ChannelKey,
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotificationKindKey,
} from '@trellis/metadata';

/** Where a notification is told: in the product, or by a channel. */
export type Place = 'product' | ChannelKey;

/** When a member is not to be disturbed: channels wait for the end of it. */
export interface QuietHours {
  readonly enabled: boolean;
  /** "22:00"; a time after `to` means over midnight, equal ones no hours at all. */
  readonly from: string;
  readonly to: string;
  /** All of Saturday and Sunday too. */
  readonly weekends: boolean;
  /** IANA name of the zone that the clock is read in. */
  readonly tz: string;
}

/** What a member has chosen; what is not in it is as the kinds and the administrators say. */
export interface MessageSettings {
  readonly places?: Partial<Record<NotificationKindKey, Partial<Record<Place, boolean>>>> | undefined;
  readonly quiet?: QuietHours | undefined;
}

/** How the workspace uses a channel. */
export interface ChannelUse {
  readonly enabled: boolean;
  /** Kinds that go there unless a member says otherwise; null: as the kinds themselves say. */
  readonly kinds: readonly string[] | null;
}

/** Uses by channel; one that is not in it was never looked at by an administrator. */
export type ChannelUses = ReadonlyMap<string, ChannelUse>;

export const isChannelOn = (uses: ChannelUses, channel: ChannelKey): boolean =>
  uses.get(channel)?.enabled ?? CHANNELS[channel].on;

/** Where a kind goes before the member has said anything. */
export function defaultPlaces(uses: ChannelUses, kind: NotificationKindKey): ReadonlySet<Place> {
  const own: readonly ChannelKey[] = NOTIFICATION_KINDS[kind].channels;
  const goes = (channel: ChannelKey) => uses.get(channel)?.kinds?.includes(kind) ?? own.includes(channel);
  return new Set<Place>([
    'product',
    ...CHANNEL_KEYS.filter((channel) => isChannelOn(uses, channel) && goes(channel)),
  ]);
}

/** Where a notification of a kind goes for a member. */
export function placesFor(
  uses: ChannelUses,
  kind: NotificationKindKey,
  settings: MessageSettings,
): ReadonlySet<Place> {
  const usual = defaultPlaces(uses, kind);
  const chosen = settings.places?.[kind] ?? {};
  const { always = false }: NotificationKind = NOTIFICATION_KINDS[kind];
  const places = (['product', ...CHANNEL_KEYS] as const).filter((place) => {
    if (place === 'product') return always || (chosen.product ?? true);
    return isChannelOn(uses, place) && (chosen[place] ?? usual.has(place));
  });
  return new Set(places);
}
