import { type CommentPart, commentParts, mentionOf } from '@trellis/metadata';

/** A member who was picked to be mentioned. */
export interface Pick {
  readonly id: string;
  readonly name: string;
}

/** What is being typed: names stand in the text as people read them. */
export interface CommentDraft {
  readonly text: string;
  readonly picks: readonly Pick[];
}

export const EMPTY_DRAFT: CommentDraft = { text: '', picks: [] };

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * The text as it is sent, with members by their id. Of several people of one name, the first who was picked is meant by
 * the first mention, and so on.
 */
export function sentText({ text, picks }: CommentDraft): string {
  if (picks.length === 0) return text;
  // "@王小明" is not "@王小".
  const names = [...new Set(picks.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`@(${names.map(escaped).join('|')})`, 'g');
  const used = new Map<string, number>();
  return text.replaceAll(pattern, (whole, name: string) => {
    const same = picks.filter((pick) => pick.name === name);
    const turn = used.get(name) ?? 0;
    used.set(name, turn + 1);
    const pick = same[Math.min(turn, same.length - 1)];
    return pick ? mentionOf(pick.id) : whole;
  });
}

/** A comment's text as a draft to change it. */
export function draftOf(text: string, nameOf: (id: string) => string): CommentDraft {
  const picks: Pick[] = [];
  const shown = commentParts(text).map((part: CommentPart) => {
    if (part.kind !== 'mention') return part.kind === 'link' ? part.url : part.text;
    const pick = { id: part.member, name: nameOf(part.member) };
    picks.push(pick);
    return `@${pick.name}`;
  });
  return { text: shown.join(''), picks };
}

/** What is searched for behind the "@" before the caret; undefined where none is being typed. */
export function mentionAt(
  text: string,
  caret: number,
): { readonly from: number; readonly query: string } | undefined {
  // An "@" within a word is that of an e-mail address.
  const found = /(?:^|[^A-Za-z0-9._%+-])@([^\s@]{0,30})$/.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? undefined : { from: caret - query.length - 1, query };
}

/** Puts a member in the place of what was typed to find them; answers where the caret goes. */
export function withMention(
  { text, picks }: CommentDraft,
  { from, to }: { readonly from: number; readonly to: number },
  pick: Pick,
): { readonly draft: CommentDraft; readonly caret: number } {
  const mention = `@${pick.name} `;
  const rest = text.slice(to).replace(/^ /, '');
  const at = sentMentions({ text: text.slice(0, from), picks }, pick.name);
  const same = picks.filter(({ name }) => name === pick.name);
  const others = picks.filter(({ name }) => name !== pick.name);
  return {
    draft: {
      text: text.slice(0, from) + mention + rest,
      // In the order in which they stand in the text.
      picks: [...others, ...same.slice(0, at), pick, ...same.slice(at)],
    },
    caret: from + mention.length,
  };
}

/** How often a name is mentioned. */
const sentMentions = ({ text, picks }: CommentDraft, name: string): number => {
  const ids = new Set(picks.filter((pick) => pick.name === name).map(({ id }) => id));
  return commentParts(sentText({ text, picks })).filter(
    (part) => part.kind === 'mention' && ids.has(part.member),
  ).length;
};
