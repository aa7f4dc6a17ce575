/** The scales of a calendar. */
export const CALENDAR_MODES = ['month', 'week', 'day', 'agenda'] as const;
export type CalendarMode = (typeof CALENDAR_MODES)[number];

/** config of kind "calendar": records on the days that they take. Both times are of one kind. */
export interface CalendarConfig {
  /** Date or date-and-time field. */
  readonly start: string;
  readonly end?: string;
  /** Option field whose colours the records take. */
  readonly color?: string;
  /** Up to three fields that are said of a record beside its title. */
  readonly card?: readonly string[];
  /** What it opens with. */
  readonly mode?: CalendarMode;
}

/** The scales of a time axis: what one column stands for. */
export const TIME_ZOOMS = ['day', 'week', 'month', 'quarter'] as const;
export type TimeZoom = (typeof TIME_ZOOMS)[number];

/** config of kind "gantt": a bar a record on a time axis; the view's first group gathers the rows. */
export interface GanttConfig {
  readonly start: string;
  readonly end: string;
  /** Percent field that says how much of the bar is done. */
  readonly progress?: string;
  readonly color?: string;
  /** Reference to the records of this form that have to be over first. */
  readonly depends?: string;
  /** Reference to the one record of this form that it is a part of: the rows are a tree. */
  readonly parent?: string;
  readonly zoom?: TimeZoom;
}

/** config of kind "timeline": a row for each member, option or record, with what it is busy with. */
export interface TimelineConfig {
  readonly start: string;
  readonly end?: string;
  /** Option or reference field of one value; "_owner_id" for who is responsible. */
  readonly row: string;
  readonly color?: string;
  readonly zoom?: TimeZoom;
}

export const CARD_SIZES = ['small', 'medium', 'large'] as const;
export type CardSize = (typeof CARD_SIZES)[number];

/** config of kind "gallery": records as cards with a picture. */
export interface GalleryConfig {
  /** Field of images or files; the first picture is the cover. */
  readonly cover?: string;
  /** "fill" cuts the picture to the card, "whole" shows all of it. */
  readonly fit?: 'fill' | 'whole';
  readonly size?: CardSize;
  readonly card: readonly string[];
}

/** config of kind "list": a few facts of each record, one below the other. */
export interface ListConfig {
  readonly card: readonly string[];
  /** Option field that stands as a tag beside the title. */
  readonly badge?: string;
}

/** How the lanes of a board stand: by their value (options in their own order, people and records by name), the fullest first. */
export const LANE_ORDERS = ['value', 'count'] as const;
export type LaneOrder = (typeof LANE_ORDERS)[number];

export const CARD_DENSITIES = ['roomy', 'compact'] as const;
export type CardDensity = (typeof CARD_DENSITIES)[number];

/** config of kind "kanban": records as cards in lanes. */
export interface KanbanConfig {
  /** Field of one value whose values are the lanes: a choice, yes or no, a member, a record; "_owner_id" too. */
  readonly lane: string;
  /** Another such field, whose values are rows across the lanes. */
  readonly swim?: string;
  /** Number or money field summed in the heads of lanes. */
  readonly sum?: string;
  /** Up to six fields shown on a card below its title. */
  readonly card: readonly string[];
  /** Whether a fact on a card says which field it is; yes when nothing is said. */
  readonly labels?: boolean;
  /** Field of images or files; the first picture is the cover. */
  readonly cover?: string;
  /** Date by which a card has to be done. */
  readonly due?: string;
  /** Whether a card shows who is responsible; yes when nothing is said. */
  readonly owner?: boolean;
  readonly density?: CardDensity;
  readonly order?: LaneOrder;
  /** Lanes that were put first by hand, by the names that the board gives them. */
  readonly first?: readonly string[];
  /** Lanes without a card are not shown. */
  readonly hideEmpty?: boolean;
  /** Cards that a lane should hold at most, by its name; "*" is said of all others. More are shown in a warning colour. */
  readonly limits?: Readonly<Record<string, number>>;
}
