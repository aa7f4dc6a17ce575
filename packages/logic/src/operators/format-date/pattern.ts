/** A piece of a pattern: text to be written as it stands, or a part of the moment. */
export type Piece = { readonly text: string } | { readonly token: string };

const TOKENS = /\[([^\]]*)\]|YYYY|YY|Q|MM|M|DD|D|HH|H|mm|ss|W/gu;

export const DATE_TOKENS: ReadonlySet<string> = new Set(['YYYY', 'YY', 'Q', 'MM', 'M', 'DD', 'D', 'W']);
export const TIME_TOKENS: ReadonlySet<string> = new Set(['HH', 'H', 'mm', 'ss']);

export function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of pattern.matchAll(TOKENS)) {
    if (match.index > end) pieces.push({ text: pattern.slice(end, match.index) });
    pieces.push(match[1] === undefined ? { token: match[0] } : { text: match[1] });
    end = match.index + match[0].length;
  }
  if (end < pattern.length) pieces.push({ text: pattern.slice(end) });
  return pieces;
}

/** A piece of a local time "YYYY-MM-DDTHH:MM:SS". */
export function sayPiece(piece: Piece, local: string): string {
  if ('text' in piece) return piece.text;
  const [month, day, hour] = [local.slice(5, 7), local.slice(8, 10), local.slice(11, 13)];
  switch (piece.token) {
    case 'YYYY':
      return local.slice(0, 4);
    case 'YY':
      return local.slice(2, 4);
    case 'Q':
      return String(Math.ceil(Number(month) / 3));
    case 'MM':
      return month;
    case 'M':
      return String(Number(month));
    case 'DD':
      return day;
    case 'D':
      return String(Number(day));
    case 'HH':
      return hour;
    case 'H':
      return String(Number(hour));
    case 'mm':
      return local.slice(14, 16);
    case 'ss':
      return local.slice(17, 19);
    default:
      return '日一二三四五六'[new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? '';
  }
}
