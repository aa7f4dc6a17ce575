import { RecordProvider } from '@trellis/forms/react';
import { useMemo } from 'react';
import { SelectedFindings } from '../check/selected-findings.tsx';
import { useDesign } from '../design.tsx';
import { ManyPanel } from '../many/panel.tsx';
import { Columns } from '../rows/columns.tsx';
import { FieldIssues } from './field-issues.tsx';
import { FieldPanel } from './field-panel.tsx';
import { FormPanel } from './form-panel.tsx';
import { NotePanel } from './note-panel.tsx';
import { SectionPanel } from './section-panel.tsx';
import { TabsPanel } from './tabs-panel.tsx';

/** What is selected, to be changed. Letters typed before and after another choice are different steps of undo. */
export function Properties() {
  const { form, selection, chosen } = useDesign();
  const [field] = selection.kind === 'field' || chosen.length === 1 ? chosen : [];
  // Settings that name fields must know of which form.
  const around = useMemo(() => ({ form, values: {}, mode: 'design' as const }), [form]);
  return (
    <RecordProvider value={around}>
      <Selected />
      {/* Below, where they stay in sight: what comes and goes above an input moves it away under the pointer. */}
      <div className="d-panel-alerts">
        {field === undefined ? null : <FieldIssues fieldKey={field} />}
        <SelectedFindings />
      </div>
    </RecordProvider>
  );
}

function Selected() {
  const { selection, chosen } = useDesign();
  const [only, another] = chosen;
  if (selection.kind === 'many') {
    if (another !== undefined || only === undefined) return <ManyPanel key={selection.turn} />;
    return only.startsWith('#') ? (
      <NotePanel key={only} noteKey={only.slice(1)} />
    ) : (
      <OneField key={only} fieldKey={only} />
    );
  }
  if (selection.kind === 'field') {
    return <OneField key={selection.turn} fieldKey={selection.key} fresh={selection.fresh ?? false} />;
  }
  if (selection.kind === 'section') return <SectionPanel key={selection.turn} sectionKey={selection.key} />;
  if (selection.kind === 'tabs') return <TabsPanel key={selection.turn} tabsKey={selection.key} />;
  if (selection.kind === 'note') return <NotePanel key={selection.turn} noteKey={selection.key} />;
  return <FormPanel />;
}

function OneField({ fieldKey, fresh = false }: { readonly fieldKey: string; readonly fresh?: boolean }) {
  const field = useDesign().form.fields.get(fieldKey);
  return (
    <FieldPanel fieldKey={fieldKey} fresh={fresh}>
      {field?.owned ? <Columns field={field} /> : null}
    </FieldPanel>
  );
}
