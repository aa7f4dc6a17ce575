import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type CommentDraft, mentionAt, type Pick, withMention } from './draft.ts';
import { MentionList, useMentionable } from './mention-list.tsx';
import { useT } from './messages.ts';

/** The text of a comment: grows with what is typed, offers colleagues behind an "@", takes pasted pictures. */
export function MentionArea(props: {
  readonly form: string;
  readonly recordId: string;
  readonly draft: CommentDraft;
  readonly onChange: (draft: CommentDraft) => void;
  readonly onSend: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly describedBy: string;
  /** Takes the focus when this changes to something. */
  readonly focus: string;
  /** What stands below the text; `mention` begins a mention, for those whose keyboard hides the “@”. */
  readonly children: (mention: () => void) => ReactNode;
}) {
  const { draft, onChange } = props;
  const t = useT();
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number>();
  /** Where the "@" stands whose people were sent away by Escape. */
  const [closed, setClosed] = useState<number>();
  const [at, setAt] = useState(0);
  const typed = caret === undefined ? undefined : mentionAt(draft.text, caret);
  const open = typed !== undefined && typed.from !== closed;
  const people = useMentionable(props.form, props.recordId, open ? typed.query : undefined);
  const listed = open && people !== undefined;
  const active = people ? Math.min(at, people.length - 1) : 0;

  useEffect(() => {
    if (props.focus.trim() !== '') area.current?.focus();
  }, [props.focus]);
  // As high as the text, within what the style sheet allows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what changes its height
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [draft.text]);
  const goTo = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (goTo.current === undefined) return;
    area.current?.setSelectionRange(goTo.current, goTo.current);
    setCaret(goTo.current);
    goTo.current = undefined;
  });

  const pick = (one: Pick) => {
    if (!typed || caret === undefined) return;
    const next = withMention(draft, { from: typed.from, to: caret }, { id: one.id, name: one.name });
    goTo.current = next.caret;
    onChange(next.draft);
    setAt(0);
  };
  const mention = () => {
    const element = area.current;
    if (!element) return;
    const before = draft.text.slice(0, element.selectionStart);
    const begun = `${before}${/[A-Za-z0-9._%+-]$/.test(before) ? ' ' : ''}@`;
    goTo.current = begun.length;
    setClosed(undefined);
    onChange({ ...draft, text: begun + draft.text.slice(element.selectionEnd) });
    element.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    // Keys of an input method are its own.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      props.onSend();
      return;
    }
    if (!listed || !people) return;
    const one = people[active];
    if (event.key === 'Escape') setClosed(typed?.from);
    else if (event.key === 'ArrowDown' && one) setAt((active + 1) % people.length);
    else if (event.key === 'ArrowUp' && one) setAt((active + people.length - 1) % people.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && one) pick(one);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const follow = () => {
    const element = area.current;
    setCaret(element && element.selectionStart === element.selectionEnd ? element.selectionStart : undefined);
  };
  return (
    <>
      <div className="v-comment-area">
        {listed && people ? <MentionList listId={listId} people={people} at={active} onPick={pick} /> : null}
        <textarea
          ref={area}
          rows={1}
          value={draft.text}
          placeholder={t('placeholder')}
          aria-label={t('comment')}
          aria-describedby={props.describedBy}
          aria-autocomplete="list"
          {...(listed && people && people.length > 0
            ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` }
            : {})}
          onChange={(event) => {
            setAt(0);
            setClosed(undefined);
            setCaret(event.target.selectionStart);
            onChange({ ...draft, text: event.target.value });
          }}
          onSelect={follow}
          onBlur={() => setCaret(undefined)}
          onKeyDown={keyDown}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0) return;
            event.preventDefault();
            props.onFiles(files);
          }}
        />
      </div>
      {props.children(mention)}
    </>
  );
}
