import type { PublicSettings } from '@trellis/metadata';

/** The settings as the inputs of the page hold them. */
export interface Entered {
  enabled?: boolean;
  titleZh?: string;
  titleEn?: string;
  aboutZh?: string;
  aboutEn?: string;
  color?: PublicSettings['color'];
  cover?: string;
  /** On the clock of the browser: "2026-03-01T09:00". */
  opensAt?: string;
  closesAt?: string;
  limit?: number | null;
  password?: string;
  noPassword?: boolean;
  captcha?: boolean;
  once?: 'no' | NonNullable<PublicSettings['once']>;
  onceField?: string;
  fields?: string[];
  capture?: { param?: string; field?: string }[];
  owner?: string;
  buttonZh?: string;
  buttonEn?: string;
  thanksZh?: string;
  thanksEn?: string;
  redirect?: string;
  again?: boolean;
  query?: boolean;
  queryBy?: string[];
  queryShows?: string[];
}

const two = (number: number): string => String(number).padStart(2, '0');
function clock(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
const instant = (text: string | undefined): string | undefined =>
  text ? new Date(text).toISOString() : undefined;

export const enteredOf = (settings: PublicSettings): Entered => ({
  enabled: settings.enabled,
  titleZh: settings.title?.zh ?? '',
  titleEn: settings.title?.en ?? '',
  aboutZh: settings.description?.zh ?? '',
  aboutEn: settings.description?.en ?? '',
  ...(settings.color ? { color: settings.color } : {}),
  ...(settings.cover ? { cover: settings.cover } : {}),
  opensAt: clock(settings.opensAt),
  closesAt: clock(settings.closesAt),
  limit: settings.limit ?? null,
  captcha: settings.captcha ?? false,
  once: settings.once ?? 'no',
  ...(settings.onceField ? { onceField: settings.onceField } : {}),
  fields: [...(settings.fields ?? [])],
  capture: (settings.capture ?? []).map((one) => ({ ...one })),
  ...(settings.owner ? { owner: settings.owner } : {}),
  buttonZh: settings.button?.zh ?? '',
  buttonEn: settings.button?.en ?? '',
  thanksZh: settings.thanks?.zh ?? '',
  thanksEn: settings.thanks?.en ?? '',
  redirect: settings.redirect ?? '',
  again: settings.again ?? true,
  query: settings.query !== undefined,
  queryBy: [...(settings.query?.by ?? [])],
  queryShows: [...(settings.query?.shows ?? [])],
});

/** Texts in both languages; one that is given in one language alone serves for both. */
function words(zh = '', en = ''): { zh: string; en?: string } | undefined {
  const [first, second] = [zh.trim(), en.trim()];
  if (first === '' && second === '') return undefined;
  return { zh: first || second, ...(second ? { en: second } : {}) };
}

export function settingsOf(entered: Entered): PublicSettings {
  const { color, cover, limit, once, onceField, owner, queryBy = [], queryShows = [] } = entered;
  const capture = (entered.capture ?? []).flatMap(({ param = '', field = '' }) =>
    param.trim() && field ? [{ param: param.trim(), field }] : [],
  );
  const given = {
    title: words(entered.titleZh, entered.titleEn),
    description: words(entered.aboutZh, entered.aboutEn),
    color,
    cover,
    opensAt: instant(entered.opensAt),
    closesAt: instant(entered.closesAt),
    limit: limit ?? undefined,
    once: once === 'no' ? undefined : once,
    onceField,
    fields: entered.fields?.length ? entered.fields : undefined,
    capture: capture.length > 0 ? capture : undefined,
    owner,
    button: words(entered.buttonZh, entered.buttonEn),
    thanks: words(entered.thanksZh, entered.thanksEn),
    redirect: entered.redirect?.trim() || undefined,
    query: entered.query ? { by: queryBy, shows: queryShows } : undefined,
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    enabled: entered.enabled ?? false,
    captcha: entered.captcha ?? false,
    again: entered.again ?? true,
    ...Object.fromEntries(known),
  };
}
