import type { CompiledForm } from '@trellis/forms/model';
import { FieldCell, useFormServices } from '@trellis/forms/react';
import {
  ErrorState,
  type HistoryChange,
  Icon,
  MemberAvatar,
  type Refs,
  RelativeTime,
  SkeletonRows,
  useHistory,
  useLocale,
} from '@trellis/ui/react';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';

const CAUSES = {
  form: undefined,
  api: 'causeApi',
  import: 'causeImport',
  template: 'causeTemplate',
  public: 'causePublic',
  computed: 'causeComputed',
} as const;

/** Who did what to a record and when, newest first, with the values before and after. */
export function History({ form, id }: { form: CompiledForm; id: string }) {
  const t = useT();
  const query = useHistory(form.ref, id);
  if (query.isPending) return <SkeletonRows rows={4} columns={2} height={48} />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { changes, refs } = query.data;
  if (changes.length === 0) return <p className="v-history-empty">{t('historyEmpty')}</p>;
  return (
    <ol className="v-history">
      {changes.map((change, index) => (
        // Newest first, and what was once written stays: counted from the oldest, each has its number.
        <Entry key={changes.length - index} form={form} change={change} refs={refs} />
      ))}
    </ol>
  );
}

function Entry({ form, change, refs }: { form: CompiledForm; change: HistoryChange; refs: Refs }) {
  const t = useT();
  const { tz, members } = useFormServices();
  const label = useFieldLabel(form);
  const { text } = useLocale();
  const { actor } = change;
  const name = actor ? (refs[actor]?.title ?? members.find((m) => m.id === actor)?.name) : undefined;
  const cause = CAUSES[change.cause as keyof typeof CAUSES];
  // Nobody changed these: they followed from what somebody changed elsewhere.
  const followed = change.cause === 'computed';
  const what = {
    create: t('historyCreate'),
    delete: t('historyDelete'),
    restore: t('historyRestore'),
    share: t('historyShare'),
    unshare: t('historyUnshare'),
    update: t('historyUpdate', { count: change.fields.length }),
  }[change.op];
  return (
    <li>
      {name && !followed ? (
        <MemberAvatar name={name} id={actor ?? undefined} size={24} />
      ) : (
        <span className="v-history-robot">
          <Icon name="robot" />
        </span>
      )}
      <div className="v-history-body">
        <div>
          {followed ? (
            t('historyFollowed', { count: change.fields.length })
          ) : (
            <>
              <strong>{name ?? t('someone')}</strong> {what}
            </>
          )}
        </div>
        {change.op === 'update' ? (
          <dl>
            {change.fields.map(({ field: key, before, after }) => {
              const field = form.fields.get(key);
              if (!field) return null;
              return (
                <div key={key}>
                  <dt>{label(key)}</dt>
                  <dd>
                    <span className="v-before">
                      <span className="t-sr-only">{t('from')}</span>
                      <FieldCell field={field} value={before} refs={refs} look="page" />
                    </span>
                    <Icon name="arrow-right" />
                    <span>
                      <span className="t-sr-only">{t('to')}</span>
                      <FieldCell field={field} value={after} refs={refs} look="page" />
                    </span>
                  </dd>
                </div>
              );
            })}
          </dl>
        ) : null}
        {change.accepted?.map(({ check, message, reason }) => (
          <div key={check} className="v-history-warned">
            <Icon name="warning" /> {t('historyWarned', { message: text(message) })}
            {reason === null ? null : t('historyReason', { reason })}
          </div>
        ))}
        <div className="v-history-when">
          <RelativeTime value={change.at} tz={tz} />
          {followed && name ? ` · ${t('causeOf', { name })}` : cause ? ` · ${t(cause)}` : null}
        </div>
      </div>
    </li>
  );
}
