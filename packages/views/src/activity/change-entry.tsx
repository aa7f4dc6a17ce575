import type { CompiledForm } from '@trellis/forms/model';
import { FieldCell } from '@trellis/forms/react';
import {
  formatDateTime,
  type HistoryChange,
  Icon,
  type Refs,
  useLocale,
  useWorkspace,
} from '@trellis/ui/react';
import { useState } from 'react';
import { useFormInfo } from '../catalog/provider.tsx';
import { useFieldLabel } from '../data/labels.tsx';
import { MemberName } from '../data/system-cell.tsx';
import { ChangeActions } from '../past/change-actions.tsx';
import { Entry, useMemberName } from './entry.tsx';
import { Folded } from './folded.tsx';
import { useT } from './messages.ts';

const CAUSES = {
  form: undefined,
  api: 'causeApi',
  import: 'causeImport',
  template: 'causeTemplate',
  public: 'causePublic',
  computed: 'causeComputed',
  batch: 'causeBatch',
  linked: 'causeLinked',
} as const;

/** Fields that are shown before the rest is asked for. */
const SHOWN = 4;

/** A change of the record: what each field was and became. */
export function ChangeEntry(props: {
  readonly form: CompiledForm;
  readonly id: string;
  readonly change: HistoryChange;
  readonly refs: Refs;
}) {
  const { form, change, refs } = props;
  const t = useT();
  const nameOf = useMemberName();
  const { locale, text } = useLocale();
  const { tz } = useWorkspace();
  const info = useFormInfo(form.ref);
  const what = useWhat(form, change);
  const name = nameOf(change.actor, refs);
  const cause = CAUSES[change.cause as keyof typeof CAUSES];
  // Nobody changed these: they followed from what somebody changed elsewhere.
  const followed = change.cause === 'computed';
  const how = followed && name ? t('causeOf', { name }) : cause ? t(cause) : undefined;
  return (
    <Entry {...(followed ? {} : { who: { id: change.actor, name } })} what={what} at={change.at} how={how}>
      {change.backTo ? (
        <div className="v-activity-when">
          {t('backTo', { time: formatDateTime(change.backTo, { locale, tz }) })}
        </div>
      ) : null}
      {change.op === 'update' ? <Fields {...props} /> : null}
      {change.accepted?.map(({ check, message, reason }) => (
        <div key={check} className="v-activity-warned">
          <Icon name="warning" /> {t('warned', { message: text(message) })}
          {reason === null ? null : t('reason', { reason })}
        </div>
      ))}
      {info && (change.op === 'update' || change.op === 'create') ? (
        <ChangeActions info={info} id={props.id} change={change} />
      ) : null}
    </Entry>
  );
}

function useWhat(form: CompiledForm, { op, cause, fields }: HistoryChange): string {
  const t = useT();
  const label = useFieldLabel(form);
  if (op !== 'update') return t(op);
  const [first] = fields;
  const followed = cause === 'computed';
  if (fields.length !== 1 || !first) return t(followed ? 'followed' : 'update', { count: fields.length });
  const field = label(first.field);
  if (followed) return t('followedOne', { field });
  return t(first.field === form.stageField ? 'updateStage' : 'updateOne', { field });
}

/** Before and after, the stage first; of many fields the first ones. */
function Fields({ form, change, refs }: Parameters<typeof ChangeEntry>[0]) {
  const t = useT();
  const label = useFieldLabel(form);
  const [open, setOpen] = useState(false);
  const first = (key: string) => (key === form.stageField ? 0 : 1);
  const fields = [...change.fields].sort((a, b) => first(a.field) - first(b.field));
  const alone = fields.length === 1;
  const shown = open ? fields : fields.slice(0, SHOWN);
  const rest = fields.length - shown.length;
  const value = (key: string, given: unknown) => {
    const field = form.fields.get(key);
    if (field) return <FieldCell field={field} value={given} refs={refs} look="page" />;
    return typeof given === 'string' ? (
      <MemberName id={given} refs={refs} />
    ) : (
      <span className="t-muted">—</span>
    );
  };
  return (
    <>
      <dl className="v-change">
        {shown.map(({ field: key, before, after }) => (
          <div key={key}>
            <dt className={alone ? 't-sr-only' : undefined}>{label(key)}</dt>
            <dd>
              <Folded>
                <span className="v-change-way">
                  <span className="v-before">
                    <span className="t-sr-only">{t('from')}</span>
                    {value(key, before)}
                  </span>
                  <Icon name="arrow-right" />
                  <span className="v-after">
                    <span className="t-sr-only">{t('to')}</span>
                    {value(key, after)}
                  </span>
                </span>
              </Folded>
            </dd>
          </div>
        ))}
      </dl>
      {rest > 0 || open ? (
        <button type="button" className="v-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('moreFields', { count: rest })}
        </button>
      ) : null}
    </>
  );
}
