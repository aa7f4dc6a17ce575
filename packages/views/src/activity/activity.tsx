import { useQueryClient } from '@tanstack/react-query';
import type { CompiledForm } from '@trellis/forms/model';
import { keys, useWorkspace } from '@trellis/ui/react';
import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useFormInfo } from '../catalog/provider.tsx';
import { StageStrip } from '../past/stage-strip.tsx';
import { CommentEditor } from '../social/comment-editor.tsx';
import type { CommentData } from '../social/use-comments.tsx';
import './activity.css';
import { useT } from './messages.ts';
import { Timeline } from './timeline.tsx';
import { FILTERS, type Filter } from './use-activity.tsx';

/** What happened to a record and what is said about it: a choice of what to see, the timeline, a place to write. */
export function Activity(props: {
  readonly form: CompiledForm;
  readonly id: string;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** How many comments there are, as far as known. */
  readonly comments: number | undefined;
  /** How many records refer to it, as far as known: when that changes, there is news of them. */
  readonly related: number | undefined;
  /** Nothing can be said any more. */
  readonly closed: boolean;
  /** One came to write. */
  readonly writing: boolean;
}) {
  const { form, id, filter, comments, closed } = props;
  const t = useT();
  const info = useFormInfo(form.ref);
  const [replyTo, setReplyTo] = useState<CommentData>();
  const scroll = useRef<HTMLDivElement>(null);
  useNewsOfRelated(form.ref, id, props.related);
  const sent = () => {
    setReplyTo(undefined);
    // What was said stands at the top, unless comments are not shown.
    if (filter !== 'all' && filter !== 'comments') props.onFilter('all');
    scroll.current?.scrollTo({ top: 0 });
  };
  const label = (value: Filter) => (value === 'comments' && comments ? `${t(value)} ${comments}` : t(value));
  return (
    <div className="v-activity">
      <div className="v-activity-filter">
        <Segmented
          size="small"
          aria-label={t('filter')}
          value={filter}
          onChange={props.onFilter}
          options={FILTERS.map((value) => ({ value, label: label(value) }))}
        />
      </div>
      {info && filter === 'changes' ? <StageStrip info={info} id={id} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section ref={scroll} className="v-activity-scroll" aria-label={t('title')} tabIndex={0}>
        <Timeline
          key={filter}
          form={form}
          id={id}
          filter={filter}
          onReply={closed ? undefined : setReplyTo}
        />
      </section>
      {closed ? null : (
        <div className="v-activity-write">
          <CommentEditor
            form={form.ref}
            recordId={id}
            replyTo={replyTo}
            onNoReply={() => setReplyTo(undefined)}
            onDone={sent}
            autoFocus={props.writing}
          />
        </div>
      )}
    </div>
  );
}

/** Looks again at what was created for the record when there is more or less of it. */
function useNewsOfRelated(form: string, id: string, count: number | undefined): void {
  const cache = useQueryClient();
  const { key } = useWorkspace();
  const known = useRef(count);
  useEffect(() => {
    const before = known.current;
    known.current = count ?? before;
    if (before === undefined || count === undefined || before === count) return;
    void cache.invalidateQueries({ queryKey: keys.relatedActivity(key, form, id) });
  }, [cache, key, form, id, count]);
}
