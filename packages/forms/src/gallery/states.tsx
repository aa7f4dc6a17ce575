import type { Expr, Value } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { DesignedFormProvider } from '../compute/designed-form.tsx';
import { FilterEditor } from '../filter/filter-editor.tsx';
import { operatorsOf } from '../filter/operators.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { mayEncrypt } from '../form/encrypted.ts';
import type { Values } from '../form/record.ts';
import { SEALED } from '../values/sealed.ts';
import { FieldCell } from '../view/field-cell.tsx';
import { FieldWidget } from '../view/field-widget.tsx';
import { FormView } from '../view/form-view.tsx';
import { useFormState } from '../view/use-form-state.tsx';
import { fieldDesigns } from '../widgets/designs.tsx';
import { fieldFacets } from '../widgets/registry.tsx';
import { galleryRefs, galleryValues } from './sample.ts';

interface StateProps {
  readonly form: CompiledForm;
  readonly field: CompiledField;
}

/** Every way in which people of a workspace meet a field type. */
export const STATES: Readonly<Record<string, (props: StateProps) => ReactNode>> = {
  edit: Edit,
  read: Read,
  cell: Cell,
  filter: Filter,
  settings: Settings,
  error: Broken,
};

/** The form with nothing but this field on the screen. */
function Alone({ form, field, values, ...rest }: StateProps & { values: Values; mode?: 'read' }) {
  const state = useFormState(form, values);
  return (
    <FormView
      {...rest}
      form={form}
      values={state.values}
      onChange={state.setValue}
      issues={state.issues}
      refs={galleryRefs}
      without={othersOf(form, field)}
      maxColumns={1}
    />
  );
}

const othersOf = (form: CompiledForm, field: CompiledField): ReadonlySet<string> =>
  new Set([...form.fields.keys(), ...form.displays.keys()].filter((key) => key !== field.key));

function Edit(props: StateProps) {
  const { field } = props;
  const others = galleryValues('samples');
  return (
    <>
      <Alone {...props} values={others} />
      {field.type.display ? null : (
        <>
          <Alone {...props} values={{ ...others, [field.key]: null }} />
          {mayEncrypt(field) ? <Alone {...props} values={{ ...others, [field.key]: SEALED }} /> : null}
          <FieldWidget
            field={field}
            id={`g-${field.key}-off`}
            value={others[field.key] ?? null}
            onChange={() => {}}
            refs={galleryRefs}
            label={field.meta.label.zh}
            disabled
          />
        </>
      )}
    </>
  );
}

function Read(props: StateProps) {
  return (
    <>
      <Alone {...props} values={galleryValues('samples')} mode="read" />
      <Alone {...props} values={{}} mode="read" />
    </>
  );
}

function Cell({ field }: StateProps) {
  const [value, setValue] = useState<Value>(() => galleryValues('samples')[field.key] ?? null);
  const { inline } = fieldFacets.get(field.type.type);
  if (field.type.display) return <p>–</p>;
  return (
    <>
      <div className="g-cell">
        <FieldCell field={field} value={value} refs={galleryRefs} />
      </div>
      <div className="g-cell">
        <FieldCell field={field} value={null} refs={galleryRefs} />
      </div>
      {mayEncrypt(field) ? (
        <div className="g-cell">
          <FieldCell field={field} value={SEALED} refs={galleryRefs} />
        </div>
      ) : null}
      {inline ? (
        <div className="g-cell" style={{ padding: 0 }}>
          <FieldWidget
            field={field}
            id={`g-${field.key}-cell`}
            value={value}
            onChange={setValue}
            refs={galleryRefs}
            label={field.meta.label.zh}
            look="cell"
          />
        </div>
      ) : null}
    </>
  );
}

function Filter({ form, field }: StateProps) {
  const [expr, setExpr] = useState<Expr | undefined>(() => {
    const { key, kind, many = false } = field;
    const plain = operatorsOf({ field, kind, many }).find(({ value }) => value === 'none');
    return plain?.write({ var: key }, null);
  });
  if (field.type.display) return <p>–</p>;
  return <FilterEditor form={form} value={expr} onChange={setExpr} refs={galleryRefs} />;
}

function Settings({ form, field }: StateProps) {
  const [config, setConfig] = useState<JsonObject>(field.config);
  const { Settings: Panel } = fieldDesigns.get(field.type.type);
  const designed = useMemo(() => ({ form, forms: new Map([[form.ref, form]]) }), [form]);
  return (
    <DesignedFormProvider value={designed}>
      <Panel config={config} onChange={setConfig} />
    </DesignedFormProvider>
  );
}

function Broken({ form, field }: StateProps) {
  const values = useMemo(() => galleryValues('broken'), []);
  const state = useFormState(form, undefined, values);
  const { validate } = state;
  useEffect(() => void validate(), [validate]);
  if (field.type.display) return <p>–</p>;
  return (
    <FormView
      form={form}
      values={state.values}
      onChange={state.setValue}
      issues={state.issues.filter(({ path }) => path[0] === field.key)}
      refs={galleryRefs}
      without={othersOf(form, field)}
      maxColumns={1}
    />
  );
}
