import { localDateTime } from '@trellis/logic';

/** Distance of a zone from UTC at a moment: "UTC+8", "UTC-3:30". */
export function zoneName(instant: string, tz: string): string {
  const local = localDateTime(instant, tz);
  const minutes = Math.round((Date.parse(`${local}Z`) - Date.parse(instant)) / 60_000);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}
