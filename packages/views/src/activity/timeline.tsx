import type { CompiledForm } from '@trellis/forms/model';
import { useFormServices } from '@trellis/forms/react';
import { EmptyState, ErrorState, formatDate, SkeletonRows, useLocale } from '@trellis/ui/react';
import { useMoreOnScroll } from '../data/use-more-on-scroll.tsx';
import { byDay, nearDay } from '../inbox/days.ts';
import { CommentItem } from '../social/comment-item.tsx';
import type { CommentData } from '../social/use-comments.tsx';
import { ChangeEntry } from './change-entry.tsx';
import { useT } from './messages.ts';
import { RelatedEntry } from './related-entry.tsx';
import { type Filter, type Happening, useActivity } from './use-activity.tsx';

const EMPTY = {
  all: ['emptyAll', 'emptyAllText', 'timeline'],
  comments: ['emptyComments', 'emptyCommentsText', 'comment'],
  changes: ['emptyChanges', 'emptyChangesText', 'history'],
  related: ['emptyRelated', 'emptyRelatedText', 'link'],
} as const;

/** What happened to a record, day by day, the newest first. */
export function Timeline(props: {
  readonly form: CompiledForm;
  readonly id: string;
  readonly filter: Filter;
  /** Absent where nothing can be said any more. */
  readonly onReply: ((comment: CommentData) => void) | undefined;
}) {
  const { form, id, filter } = props;
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useFormServices();
  const { items, pending, error, more, stuck, pages, load, retry } = useActivity(form.ref, id, filter);
  const end = useMoreOnScroll(more && !stuck, load);
  if (items.length === 0 && pending) return <SkeletonRows rows={5} columns={2} height={56} />;
  if (items.length === 0 && error) return <ErrorState error={error} onRetry={retry} />;
  if (items.length === 0 && !more) {
    const [title, text, icon] = EMPTY[filter];
    return <EmptyState icon={icon} title={t(title)} description={t(text)} />;
  }
  const now = new Date();
  const dayLabel = (date: string) => {
    const near = nearDay(date, tz, now);
    return near ? t(near) : formatDate(date, locale);
  };
  return (
    <>
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {byDay(items, tz).map(({ date, messages: list }) => (
        <section key={date} aria-label={dayLabel(date)}>
          <h3 className="v-activity-day">{dayLabel(date)}</h3>
          <ol className="v-activity-list">
            {list.map((one) => (
              <li key={one.key} className="v-activity-entry" data-kind={one.kind}>
                <Shown {...props} happening={one} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {more ? (
        // Another one with each page: it is looked for again where it stays in sight.
        <div key={pages} ref={end} className="v-activity-more" role="status">
          {stuck ? (
            <button type="button" className="v-fold" onClick={load}>
              {t('olderFailed')}
            </button>
          ) : (
            t('loadingOlder')
          )}
        </div>
      ) : null}
    </>
  );
}

function Shown(props: Parameters<typeof Timeline>[0] & { readonly happening: Happening }) {
  const { form, id, happening } = props;
  const { refs } = happening;
  switch (happening.kind) {
    case 'change':
      return <ChangeEntry form={form} id={id} change={happening.change} refs={refs} />;
    case 'related':
      return <RelatedEntry record={happening.record} refs={refs} />;
    case 'comment':
      return (
        <CommentItem
          form={form.ref}
          recordId={id}
          comment={happening.comment}
          refs={refs}
          onReply={props.onReply}
        />
      );
  }
}
