const DAY = 86_400_000;

/** The week of a day "YYYY-MM-DD" by ISO 8601, from Monday: "2026-W01". */
export function isoWeek(day: string): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  // The Thursday of a week decides whose year it is.
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}
