import type { Expr, Value } from '@trellis/logic';
import { type JsonObject, localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { describeFilter } from '../filter/describe.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { FieldCell } from '../view/field-cell.tsx';
import { FieldWidget } from '../view/field-widget.tsx';
import { FormView } from '../view/form-view.tsx';
import { useFormState } from '../view/use-form-state.tsx';
import { fieldFacets } from '../widgets/registry.tsx';
import { FormServicesProvider, useTextEnv } from '../widgets/services.tsx';
import { galleryForm, galleryRefs, galleryServices, galleryValues } from './sample.ts';

const FILTER: Expr = {
  and: [
    { in: [{ var: 'stage' }, ['need', 'proposal']] },
    { '>=': [{ var: 'money' }, '100000'] },
    { or: [{ '==': [{ var: '_owner_id' }, { var: '$member' }] }, { is_empty: [{ var: 'member' }] }] },
    { '>': [{ '*': [{ var: 'money' }, { var: 'percent' }] }, 5000] },
  ],
};

/** Every field type in every state, for developers to look at: edit, read, error, settings; a form and a filter. */
export function FieldGallery() {
  const form = useMemo(galleryForm, []);
  return (
    <FormServicesProvider services={galleryServices}>
      <div style={{ padding: 16, display: 'grid', gap: 32, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Whole form={form} />
        <Filter form={form} />
        {[...form.fields.values()].map((field) => (
          <OneType key={field.key} field={field} />
        ))}
      </div>
    </FormServicesProvider>
  );
}

const panel = {
  padding: 16,
  border: '1px solid var(--t-border-soft)',
  borderRadius: 6,
  background: 'var(--t-surface)',
};

function Whole({ form }: { form: CompiledForm }) {
  const edited = useFormState(form, galleryValues('samples'));
  const broken = useFormState(form, galleryValues('broken'));
  return (
    <>
      <div style={panel} data-gallery="form">
        <FormView
          form={form}
          values={edited.values}
          onChange={edited.setValue}
          issues={edited.issues}
          refs={galleryRefs}
        />
      </div>
      <div style={panel} data-gallery="read">
        <FormView form={form} mode="read" values={galleryValues('samples')} refs={galleryRefs} />
      </div>
      <div style={panel} data-gallery="errors">
        <FormView
          form={form}
          values={broken.values}
          onChange={broken.setValue}
          issues={broken.issues}
          refs={galleryRefs}
          onSubmit={broken.validate}
        />
        <Button type="primary" data-action="validate" style={{ marginTop: 16 }} onClick={broken.validate}>
          OK
        </Button>
      </div>
    </>
  );
}

function Filter({ form }: { form: CompiledForm }) {
  const [expr, setExpr] = useState<Expr | undefined>(FILTER);
  const env = useTextEnv(galleryRefs);
  return (
    <div style={{ ...panel, maxWidth: 640 }} data-gallery="filter">
      <FilterEditor form={form} value={expr} onChange={setExpr} refs={galleryRefs} />
      <ul className="f-help">
        {describeFilter(expr, form, env).map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function OneType({ field }: { field: CompiledField }) {
  const { locale } = useLocale();
  const [value, setValue] = useState<Value>(() => galleryValues('samples')[field.key] ?? null);
  const [config, setConfig] = useState<JsonObject>(field.config);
  const { Settings } = fieldFacets.get(field.type.type);
  const live = useMemo(
    () => ({ ...field, config, valueSchema: field.type.valueSchema(config) }),
    [field, config],
  );
  const shared = { field: live, refs: galleryRefs, label: localText(field.meta.label, locale) };
  return (
    <section data-gallery={field.key}>
      <h3 style={{ margin: '0 0 8px' }}>{localText(field.type.label, locale)}</h3>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))' }}>
        <div style={{ ...panel, display: 'grid', gap: 8, alignContent: 'start' }}>
          <FieldWidget {...shared} id={`g-${field.key}`} value={value} onChange={setValue} />
          <FieldWidget {...shared} id={`g-${field.key}-empty`} value={null} onChange={() => {}} />
          <FieldWidget {...shared} id={`g-${field.key}-off`} value={value} onChange={() => {}} disabled />
          <FieldWidget {...shared} id={`g-${field.key}-bad`} value={value} onChange={() => {}} invalid />
        </div>
        <div style={{ ...panel, display: 'grid', gap: 8, alignContent: 'start', minWidth: 0 }}>
          <div
            style={{
              display: 'flex',
              width: 160,
              border: '1px solid var(--t-border-soft)',
              padding: '6px 8px',
            }}
          >
            <FieldCell field={live} value={value} refs={galleryRefs} />
          </div>
          <div style={{ width: 160, border: '1px solid var(--t-border-soft)' }}>
            <FieldWidget
              {...shared}
              id={`g-${field.key}-cell`}
              value={value}
              onChange={setValue}
              look="cell"
            />
          </div>
          <FieldCell field={live} value={value} refs={galleryRefs} look="page" />
          <FieldCell field={live} value={null} look="page" />
        </div>
        <div style={panel}>
          <Settings config={config} onChange={setConfig} />
        </div>
      </div>
    </section>
  );
}
