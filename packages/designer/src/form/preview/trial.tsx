import type { CompiledForm, Values } from '@trellis/forms/model';
import {
  FieldCell,
  FormServicesProvider,
  FormView,
  useFormServices,
  useFormState,
} from '@trellis/forms/react';
import { DeviceProvider, useLocale } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { FieldStates } from './field-states.tsx';
import { useT } from './messages.ts';
import type { RoleView } from './role.ts';
import type { Sample } from './use-sample.ts';

export type Device = 'both' | 'desk' | 'phone';

interface Props {
  readonly form: CompiledForm;
  readonly way: 'create' | 'edit';
  readonly sample: Sample;
  readonly view: RoleView;
  /** "app:role"; empty: the person at the screen. */
  readonly role: string;
  readonly device: Device;
}

/** A form that is filled in for a try, by somebody of a role. */
export function Trial(props: Props) {
  const { role } = props;
  const services = useFormServices();
  const own = useMemo(() => {
    // A trial keeps nothing: files stay here, and no option is added.
    const { files: _, addOption: __, ...rest } = services;
    return role === '' ? rest : { ...rest, member: { ...rest.member, roles: [role] } };
  }, [services, role]);
  return (
    <FormServicesProvider services={own}>
      <Filled {...props} />
    </FormServicesProvider>
  );
}

function Filled({ form, way, sample, view, device }: Props) {
  const t = useT();
  const isNew = way === 'create';
  const initial = useMemo(() => (isNew ? undefined : sample.values), [isNew, sample]);
  // A record that is only the start of a new one is not that record.
  const state = useFormState(form, initial, isNew ? sample.values : undefined, isNew ? undefined : sample.id);
  const [stored, setStored] = useState<Values>();
  const [refused, setRefused] = useState(false);
  if (!view.may) {
    const what = t(way);
    return <Alert type="info" showIcon title={t('noPart', { way: what })} />;
  }
  const submit = () => {
    const result = state.validate();
    setStored(result.ok ? result.values : undefined);
    setRefused(!result.ok);
  };
  const shown = (
    <FormView
      form={form}
      values={state.values}
      // To a form, what has an id is a record that exists.
      id={isNew ? undefined : (sample.id ?? 'made-up')}
      saved={initial}
      issues={state.issues}
      onChange={(field, value) => {
        state.setValue(field, value);
        setStored(undefined);
        setRefused(false);
      }}
      refs={sample.refs}
      without={view.hidden}
      locked={view.locked}
      filled={state.filled}
      onSubmit={submit}
    />
  );
  return (
    <div className="d-trial" data-device={device}>
      {device === 'phone' ? null : (
        <Frame name={t('desktopFrame')} device="desk">
          {shown}
        </Frame>
      )}
      {device === 'desk' ? null : (
        <Frame name={t('phoneFrame')} device="phone">
          {shown}
        </Frame>
      )}
      <aside className="d-trial-side">
        <Button type="primary" block onClick={submit}>
          {t('submit')}
        </Button>
        {refused ? <Alert type="error" showIcon title={t('refused')} /> : null}
        {stored ? <Stored form={form} values={stored} refs={sample.refs} /> : null}
        <FieldStates form={form} values={state.values} saved={initial} view={view} isNew={isNew} />
      </aside>
    </div>
  );
}

function Frame(props: { name: string; device: 'desk' | 'phone'; children: ReactNode }) {
  return (
    <section className="d-trial-frame" data-device={props.device} aria-label={props.name}>
      <DeviceProvider value={props.device}>{props.children}</DeviceProvider>
    </section>
  );
}

/** What saving would have stored. */
function Stored({ form, values, refs }: { form: CompiledForm; values: Values; refs: Sample['refs'] }) {
  const t = useT();
  const { text } = useLocale();
  const fields = [...form.fields.values()].filter(({ key }) => Object.hasOwn(values, key));
  return (
    <section className="d-stored" aria-label={t('accepted')}>
      <Alert type="success" showIcon title={fields.length > 0 ? t('accepted') : t('nothing')} />
      <dl>
        {fields.map((field) => (
          <div key={field.key}>
            <dt>{text(field.meta.label)}</dt>
            <dd>
              <FieldCell field={field} value={values[field.key]} refs={refs} look="page" />
            </dd>
          </div>
        ))}
      </dl>
      <p className="f-help">{t('serverToo')}</p>
    </section>
  );
}
