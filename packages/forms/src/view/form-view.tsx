import { type Columns, type Issue, localText } from '@trellis/metadata';
import { useIsPhone, useLocale } from '@trellis/ui/react';
import { Alert } from 'antd';
import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { CompiledHint } from '../form/guide.ts';
import type { Values } from '../form/record.ts';
import type { Refs } from '../widgets/facet.tsx';
import '../widgets/forms.css';
import { type RecordOnScreen, RecordProvider } from '../widgets/record-on-screen.tsx';
import { useEnv } from '../widgets/services.tsx';
import { inBlocks, SectionBlock, TabsBlock } from './blocks.tsx';
import { FieldOnForm } from './field-on-form.tsx';
import { focusField, focusNext } from './focus.ts';
import { useIssueText } from './issue-text.tsx';
import { type PlacedField, type PlacedNote, type PlacedSection, placeFields, twelfths } from './layout.ts';
import { Note } from './note.tsx';
import { useBehaviour } from './use-behaviour.tsx';
import { useIssuesByField } from './use-issues-by-field.tsx';
import { useLatest } from './use-latest.tsx';
import { warnedBy } from './warned.ts';

export interface FormViewProps {
  readonly form: CompiledForm;
  readonly values: Values;
  /** The record as stored, for fields that ask what may follow. */
  readonly saved?: Values | undefined;
  /** Id of the record; absent for one that is not saved yet. */
  readonly id?: string | undefined;
  readonly onChange?: (field: string, value: Values[string]) => void;
  readonly issues?: readonly Issue[];
  readonly mode?: 'edit' | 'read';
  readonly refs?: Refs | undefined;
  /** Fields that the person may not write, beyond those that the form's rules lock. */
  readonly locked?: ReadonlySet<string>;
  /** Fields whose value was filled in for the person. */
  readonly filled?: ReadonlySet<string>;
  /** Fields left out because they are shown elsewhere on the page. */
  readonly without?: ReadonlySet<string>;
  /** Most columns that there is room for; a phone always has one. */
  readonly maxColumns?: Columns;
  /** Ctrl/⌘-Enter. */
  readonly onSubmit?: () => void;
  readonly autoFocus?: boolean;
  /** Shows the form as something to design. */
  readonly design?: FormDesign;
}

/** What a designer puts around the parts of a form. While it does, rules hide nothing and empty sections stay. */
export interface FormDesign {
  /** `columns`: of the section, as shown. */
  field(placed: PlacedField, section: PlacedSection, columns: number, drawn: ReactNode): ReactNode;
  section(section: PlacedSection, drawn: ReactNode): ReactNode;
  /** A line or text between fields. */
  note(placed: PlacedNote, section: PlacedSection, drawn: ReactNode): ReactNode;
  /** Tabs as a whole. */
  tabs(sections: readonly PlacedSection[], drawn: ReactNode): ReactNode;
  /** The section behind a tab that shall be in front. */
  readonly front?: string;
}

const NOTHING_LOCKED: ReadonlySet<string> = new Set();
const NO_ISSUES: readonly Issue[] = [];
const NO_HINTS: readonly CompiledHint[] = [];

/** A record's form: sections and columns as designed, live rules, errors at their fields. */
export function FormView(props: FormViewProps) {
  const {
    form,
    values,
    id: recordId,
    refs,
    saved,
    issues = NO_ISSUES,
    mode = 'edit',
    without,
    design,
  } = props;
  const lockedKeys = props.locked ?? NOTHING_LOCKED;
  const isPhone = useIsPhone();
  const { locale } = useLocale();
  const issueText = useIssueText(form);
  const issuesOf = useIssuesByField(issues);
  const change = useLatest(props.onChange);
  const root = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const sections = useMemo(() => placeFields(form, { empty: !!design }), [form, design]);
  const state = useBehaviour(form, values, saved);
  const warned = useMemo(() => warnedBy(form, state), [form, state]);
  const env = useEnv();
  const isNew = mode === 'edit' && recordId === undefined;
  const onScreen = useMemo(
    (): RecordOnScreen => ({
      form,
      values,
      id: recordId,
      refs,
      saved,
      mode: design ? 'design' : mode,
      issues,
      locked: lockedKeys,
    }),
    [form, values, recordId, refs, saved, mode, design, issues, lockedKeys],
  );
  const most = isPhone ? 1 : (props.maxColumns ?? 4);

  // New issues move the person to the first one; editing only ever removes some.
  const seen = useRef<readonly Issue[]>(issues);
  useEffect(() => {
    const added = issues.some((issue) => !seen.current.includes(issue));
    seen.current = issues;
    const first = issues.find(({ path }) => path.length > 0)?.path[0];
    if (added && first !== undefined && root.current) focusField(root.current, String(first));
  }, [issues]);

  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      props.onSubmit?.();
      return;
    }
    // Selects and pickers use Enter themselves, text areas for a new line.
    const target = event.target as HTMLElement;
    const plain = target.tagName === 'INPUT' && target.getAttribute('role') !== 'combobox';
    if (plain && !target.closest('.ant-picker') && root.current && focusNext(root.current, target))
      event.preventDefault();
  };

  const general = issues.filter(({ path }) => path.length === 0 || !form.fields.has(String(path[0])));
  let first = props.autoFocus && mode === 'edit';

  const field = (placed: PlacedField, section: PlacedSection, columns: number) => {
    const { field } = placed;
    const { key } = field;
    const locked = mode === 'read' || state.readonly.has(key) || lockedKeys.has(key);
    const autoFocus = (first ?? false) && !locked && !field.type.generated && !field.type.display;
    if (autoFocus) first = false;
    const drawn = (
      <FieldOnForm
        field={field}
        id={`${prefix}-${key}`}
        value={values[key] ?? null}
        onChange={change}
        mode={mode}
        locked={locked}
        required={mode === 'edit' && state.required.has(key)}
        autoFocus={autoFocus}
        offered={state.offered?.get(key)}
        hints={warned.hints.get(key) ?? NO_HINTS}
        issues={issuesOf.get(key) ?? NO_ISSUES}
        issueText={issueText}
        filled={props.filled?.has(key) ?? false}
        refs={refs}
      />
    );
    return (
      <div
        key={key}
        className="f-field"
        data-field={key}
        style={{ '--f-width': twelfths(placed, section.columns, columns) } as CSSProperties}
      >
        {design ? design.field(placed, section, columns, drawn) : drawn}
      </div>
    );
  };

  const isShown = ({ field: { key, meta } }: PlacedField) =>
    (design !== undefined || (state.visible.has(key) && !(isNew && meta.hideOnCreate))) && !without?.has(key);
  // A section whose fields are all hidden is hidden with its texts; one that never had any is there for them.
  const shows = (section: string) =>
    form.behaviour.sections.get(section)?.test(saved ? { ...values, $before: saved } : values, env()) ?? true;
  const shown = sections.filter(
    ({ key, fields }) => design !== undefined || (fields.length === 0 ? shows(key) : fields.some(isShown)),
  );
  const problemsOf = ({ fields }: PlacedSection) =>
    fields.reduce((sum, { field: { key } }) => sum + (issuesOf.get(key)?.length ?? 0), 0);
  const note = (placed: PlacedNote, section: PlacedSection) => {
    const drawn = <Note node={placed.node} />;
    return (
      <div key={`note ${placed.node.key}`} className="f-note">
        {design ? design.note(placed, section, drawn) : drawn}
      </div>
    );
  };
  const drawSection = (section: PlacedSection): ReactNode => {
    const columns = Math.min(section.columns, most);
    const drawn = (
      <SectionBlock section={section} problems={problemsOf(section)} canFold={design === undefined}>
        <div className="f-grid" data-columns={columns}>
          {section.items.map((item) =>
            item.kind === 'note' ? note(item, section) : isShown(item) ? field(item, section, columns) : null,
          )}
        </div>
      </SectionBlock>
    );
    return design ? design.section(section, drawn) : drawn;
  };

  return (
    <RecordProvider value={onScreen}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the inputs inside */}
      <div className="f-form" data-mode={mode} ref={root} onKeyDown={mode === 'edit' ? keys : undefined}>
        {mode === 'edit' && !design && warned.general.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={warned.general.map(({ key, message }) => (
              <div key={key}>{localText(message, locale)}</div>
            ))}
          />
        ) : null}
        {general.length > 0 ? (
          <Alert
            type="error"
            showIcon
            title={general.map((issue) => (
              <div key={`${issue.code} ${issue.path.join('.')}`}>{issueText(issue)}</div>
            ))}
          />
        ) : null}
        {inBlocks(shown).map((block) => {
          const [first] = block;
          if (!first) return null;
          if (!first.tabs) return <Fragment key={first.key}>{drawSection(first)}</Fragment>;
          const drawn = (
            <TabsBlock sections={block} problemsOf={problemsOf} front={design?.front}>
              {drawSection}
            </TabsBlock>
          );
          return <Fragment key={first.tabs.key}>{design ? design.tabs(block, drawn) : drawn}</Fragment>;
        })}
      </div>
    </RecordProvider>
  );
}
