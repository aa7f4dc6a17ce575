import { commentParts } from '@trellis/metadata';
import type { Refs } from '@trellis/ui/react';
import { useMe } from '@trellis/ui/react';
import { useMemberName } from './member-name.tsx';

/** What was said: line breaks as typed, members by name, addresses to click. */
export function CommentText({ text, refs }: { readonly text: string; readonly refs: Refs }) {
  const me = useMe().data?.id;
  const nameOf = useMemberName(refs);
  const parts = commentParts(text);
  return (
    <p className="v-comment-text">
      {parts.map((part, index) => {
        // The pieces of one text never move among each other.
        const key = `${index} ${part.kind}`;
        if (part.kind === 'text') return <span key={key}>{part.text}</span>;
        if (part.kind === 'mention')
          return (
            <span key={key} className="v-mention" data-me={part.member === me || undefined}>
              @{nameOf(part.member)}
            </span>
          );
        return (
          <a key={key} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
            {part.url}
          </a>
        );
      })}
    </p>
  );
}
