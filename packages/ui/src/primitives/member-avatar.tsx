import { OPTION_COLORS } from '@trellis/metadata';
import { optionColors } from '../theme/option-colors.ts';

/** What stands for a name in a badge: the end of a Chinese one (a small badge has room for one), the initials of any other. */
export function initials(name: string, most: 1 | 2 = 2): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) return [...trimmed].slice(-most).join('');
  const words = trimmed.split(/\s+/).filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((w) => [...(w ?? '')][0]) : [...trimmed].slice(0, 2);
  return letters.join('').toUpperCase();
}

/** The same person has the same colour everywhere. */
function colorOf(seed: string) {
  let hash = 0;
  for (const char of seed) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  // Without gray, which means "nobody".
  return OPTION_COLORS[1 + (hash % (OPTION_COLORS.length - 1))];
}

/** A member's round badge, with the name beside it on request. */
export function MemberAvatar({
  name,
  id,
  size = 24,
  showName = false,
}: {
  name: string;
  id?: string | undefined;
  size?: number;
  showName?: boolean;
}) {
  const { bg, fg } = optionColors(colorOf(id ?? name));
  const badge = (
    <span
      className="t-avatar"
      title={showName ? undefined : name}
      {...(showName ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(10, Math.round(size * (size < 28 ? 0.5 : 0.4))),
        background: bg,
        color: fg,
      }}
    >
      {initials(name, size < 28 ? 1 : 2)}
    </span>
  );
  if (!showName) return badge;
  return (
    <span className="t-member">
      {badge}
      <span className="t-ellipsis">{name}</span>
    </span>
  );
}
