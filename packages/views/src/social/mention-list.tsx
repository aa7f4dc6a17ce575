import { MATCH_GRADES, matchText, readSearch } from '@trellis/metadata';
import { MemberAvatar, useDepartments, useMe, useMembers } from '@trellis/ui/react';
import { useEffect, useRef } from 'react';
import { useReadings } from '../search/use-readings.tsx';
import type { Pick } from './draft.ts';
import { useT } from './messages.ts';
import { useAudience } from './use-comments.tsx';

/** People who are offered at once. */
const MOST = 8;

/** A member who is offered, with what tells them from others of the same name. */
export interface Offered extends Pick {
  readonly hint?: string | undefined;
}

/** Colleagues who may view the record and whose name answers what is typed; undefined until they are known. */
export function useMentionable(
  form: string,
  id: string,
  query: string | undefined,
): readonly Offered[] | undefined {
  const me = useMe().data?.id;
  const members = useMembers().data;
  const departments = useDepartments().data;
  const audience = useAudience(form, id, query !== undefined).data?.members;
  const search = query === undefined ? undefined : readSearch(query);
  const readings = useReadings(search);
  if (query === undefined || !members || !audience) return undefined;
  const seeing = new Set(audience);
  // One letter is the beginning of a reading that is not known yet.
  const any = !search || /^[a-z]?$/i.test(query);
  const found = members
    .filter((member) => member.id !== me && seeing.has(member.id))
    .flatMap((member) => {
      if (any) return [{ member, rank: 0 }];
      const match = matchText(member.name, search, readings);
      const whole = match && match.terms.size === search.terms.length;
      return whole ? [{ member, rank: MATCH_GRADES.indexOf(match.grade) }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST);
  return found.map(({ member }) => {
    const { id: one, name, email } = member;
    const alone = found.every((other) => other.member === member || other.member.name !== name);
    const within = departments?.filter((department) => member.departments.includes(department.id));
    const hint = within?.map((department) => department.name).join(' · ') || email || undefined;
    return { id: one, name, ...(alone ? {} : { hint }) };
  });
}

/** The people to choose from while a mention is typed. The text keeps the focus; `at` is the one that Enter takes. */
export function MentionList(props: {
  readonly listId: string;
  readonly people: readonly Offered[];
  readonly at: number;
  readonly onPick: (pick: Pick) => void;
}) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[props.at]?.scrollIntoView({ block: 'nearest' });
  }, [props.at]);
  if (props.people.length === 0)
    return (
      <div className="v-mentions v-mentions-empty" role="status">
        {t('nobody')}
      </div>
    );
  return (
    <div ref={list} id={props.listId} className="v-mentions" role="listbox" aria-label={t('people')}>
      {props.people.map((pick, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text's
        <div
          key={pick.id}
          id={`${props.listId}-${index}`}
          role="option"
          aria-selected={index === props.at}
          className="v-mentions-one"
          // The text must not lose the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(pick)}
        >
          <MemberAvatar size={24} showName id={pick.id} name={pick.name} />
          {pick.hint ? <span className="v-mentions-hint t-ellipsis">{pick.hint}</span> : null}
        </div>
      ))}
    </div>
  );
}
