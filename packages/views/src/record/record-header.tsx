import { behaviourState, type Values } from '@trellis/forms/model';
import { FieldCell, FieldWidget, isEmptyValue, RecordProvider, useEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { type ReactNode, useId, useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { MemberName } from '../data/system-cell.tsx';
import { useT } from '../messages.ts';
import { keyFacts } from './key-facts.ts';
import type { Editor, RecordWithRefs } from './use-editor.tsx';

/** What the record is called, where it stands, what matters most and whose it is. */
export function RecordHeader(props: {
  readonly info: FormInfo;
  readonly record: RecordWithRefs;
  readonly editor: Editor;
  readonly title: string;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
}) {
  const { info, record, editor } = props;
  const { form } = info;
  const t = useT();
  const id = useId();
  const label = useFieldLabel(form);
  const { values } = editor.state;
  const stage = form.stageField ? form.fields.get(form.stageField) : undefined;
  const facts = keyFacts(info).filter((field) => !isEmptyValue(values[field.key]));
  return (
    <header className="v-record-head">
      <div className="v-record-title">
        <h1 className="t-ellipsis" title={props.title}>
          {props.title}
        </h1>
        {props.actions ? <div className="v-record-title-end">{props.actions}</div> : null}
      </div>
      <dl className="v-facts">
        <div>
          <dt>{label('_owner_id')}</dt>
          <dd>
            {record.meta.owner ? <MemberName id={record.meta.owner} refs={record.refs} /> : t('nobody')}
          </dd>
        </div>
        {facts.map((field) => (
          <div key={field.key}>
            <dt>{label(field.key)}</dt>
            <dd>
              <FieldCell field={field} value={values[field.key]} refs={record.refs} look="row" />
            </dd>
          </div>
        ))}
      </dl>
      {stage ? (
        <div className="v-record-stage">
          <StageField id={id} {...props} />
        </div>
      ) : null}
    </header>
  );
}

/** The stage bar: a click moves the record on at once, unless other changes wait to be saved with it. */
function StageField({ info, record, editor, id }: Parameters<typeof RecordHeader>[0] & { id: string }) {
  const { form } = info;
  const label = useFieldLabel(form);
  const env = useEnv();
  const { values, setValue } = editor.state;
  const field = form.fields.get(form.stageField ?? '');
  const { readonly, required } = useMemo(
    () => behaviourState(form, { ...values, $before: record.values as Values }, env()),
    [form, values, record, env],
  );
  if (!field) return null;
  const change = (value: Value) => {
    const alone = !editor.state.dirty;
    setValue(field.key, value);
    if (alone) void editor.save();
  };
  const onScreen = { form, values, saved: record.values as Values, id: record.id, mode: 'edit' as const };
  return (
    <RecordProvider value={onScreen}>
      <FieldWidget
        id={id}
        field={field}
        value={(values[field.key] ?? null) as Value}
        onChange={change}
        required={required.has(field.key)}
        disabled={
          readonly.has(field.key) ||
          !info.actions.has('edit') ||
          info.readonly.has(field.key) ||
          editor.saving
        }
        refs={record.refs}
        label={label(field.key)}
      />
    </RecordProvider>
  );
}
