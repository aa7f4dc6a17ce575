import type { Issue, Locale, LocalText } from '@trellis/metadata';

/** Something that an administrator fills in to set up a channel. */
export interface ChannelField {
  readonly key: string;
  readonly label: LocalText;
  readonly help?: LocalText;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** Is kept, but never shown again. */
  readonly secret?: boolean;
  /** JSON Schema of its value, whose type is string, integer or boolean. */
  readonly schema: { readonly type: 'string' | 'integer' | 'boolean'; readonly [keyword: string]: unknown };
}

export type ChannelConfig = Readonly<Record<string, string | number | boolean>>;

/** What goes out: words for one reader. */
export interface OutgoingMessage {
  /** The same at each try, for receivers that can tell a repetition. */
  readonly id: string;
  readonly kind: string;
  readonly to: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
  };
  readonly title: string;
  readonly body: string | null;
  /** Where the reader finds what it is about. */
  readonly url: string;
  /** ISO instant. */
  readonly at: string;
  readonly locale: Locale;
  readonly workspace: { readonly key: string; readonly name: string };
}

/** Whether it arrived; `again`: the same may do later. */
export type Sent =
  | { readonly ok: true }
  | { readonly ok: false; readonly issue: Issue; readonly again: boolean };

/** A way out of the product. One folder each in the server. */
export interface Channel {
  readonly fields: readonly ChannelField[];
  /** Where a message goes, in words; undefined where the reader has no address there. */
  address(message: OutgoingMessage, locale: Locale): string | undefined;
  /** Never throws for what the other side does. */
  send(message: OutgoingMessage, config: ChannelConfig): Promise<Sent>;
}

/** The channels by key. */
export type Channels = Readonly<Record<string, Channel>>;
