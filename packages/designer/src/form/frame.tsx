import type { PlacedField, PlacedNote, PlacedSection } from '@trellis/forms/react';
import { DropTarget, Icon, useDragSource, useIsPhone, useLocale } from '@trellis/ui/react';
import { Badge, Tooltip } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { moveField } from './commands.ts';
import { useDesign } from './design.tsx';
import { type FlatSection, nameOf, sectionsOf, spread, tabsAround, tabsOf } from './layout.ts';
import { useT } from './messages.ts';
import { moveNote, moveSection, removeNote, removeSection, removeTabs } from './section-commands.ts';

/** A small button at a frame. */
function Tool(props: { icon: string; label: string; disabled?: boolean; onClick: () => void }) {
  const phone = useIsPhone();
  const button = (
    <button
      type="button"
      className="d-tool"
      aria-label={props.label}
      aria-disabled={props.disabled || undefined}
      onClick={props.disabled ? undefined : props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
  // A finger does not hover: a hint would stay over what the tap opened.
  if (phone) return button;
  return (
    <Tooltip title={props.label} mouseEnterDelay={0.5}>
      {button}
    </Tooltip>
  );
}

/** A field on the canvas: the real thing, out of reach, under a frame that selects and moves it. */
export function FieldFrame(props: {
  placed: PlacedField;
  section: PlacedSection;
  columns: number;
  /** Neighbours by reading order, for Alt with arrows. */
  previous: string | undefined;
  next: string | undefined;
  children: ReactNode;
}) {
  const { field, width } = props.placed;
  const { key } = field;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const { document, selection, problems, run, selectField, duplicate, remove, openProperties } = useDesign();
  const drag = useDragSource(`field:${key}`, 'field');
  const selected = selection.kind === 'field' && selection.key === key;
  const label = text(field.meta.label);
  const isTitle = document.trellis.titleField === key;
  const count = problems.get(key) ?? 0;
  const keys = (event: KeyboardEvent) => {
    if ((event.key === 'Delete' || event.key === 'Backspace') && !isTitle) remove(key);
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) duplicate(key);
    else if (event.altKey && event.key === 'ArrowUp' && props.previous)
      run(moveField(document, key, { before: props.previous }));
    else if (event.altKey && event.key === 'ArrowDown' && props.next)
      run(moveField(document, key, { after: props.next }));
    else return;
    event.preventDefault();
  };
  return (
    <DropTarget
      id={`field:${key}`}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis={props.columns > 1 && width < 12 ? 'x' : 'y'}
      within={`inside:${props.section.key}`}
    >
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-frame t-dragging' : 'd-frame'}
        data-selected={selected || undefined}
        data-problem={count > 0 || undefined}
      >
        <div inert className="d-real">
          {props.children}
        </div>
        <button
          {...drag.body}
          type="button"
          className="d-select"
          data-select={key}
          aria-label={t('selectField', { field: label, type: text(field.type.label) })}
          aria-pressed={selected}
          onClick={() => selectField(key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        {count > 0 ? (
          <span className="d-problem">
            <Badge count={count} size="small" title={t('hasProblems', { count })} />
          </span>
        ) : null}
        <div className="d-tools">
          <button
            {...drag.handle}
            ref={drag.handleRef}
            type="button"
            className="d-tool d-grip"
            aria-label={t('moveField', { field: label })}
          >
            <Icon name="drag" />
          </button>
          {phone ? (
            <Tool icon="settings" label={t('openSettings', { field: label })} onClick={openProperties} />
          ) : null}
          <Tool icon="copy" label={t('duplicate', { field: label })} onClick={() => duplicate(key)} />
          <Tool
            icon="delete"
            label={isTitle ? t('titleStays') : t('remove', { field: label })}
            disabled={isTitle}
            onClick={() => remove(key)}
          />
        </div>
      </div>
    </DropTarget>
  );
}

/** A section on the canvas, or the fields between sections, which only take what is dropped. */
export function SectionFrame({ section, children }: { section: PlacedSection; children: ReactNode }) {
  const { document } = useDesign();
  const real = sectionsOf(spread(document)).get(section.key);
  const area = (
    <DropTarget id={`inside:${section.key}`} accepts={['field']} axis="inside" className="d-inside">
      {children}
      {section.items.length === 0 ? <EmptySection /> : null}
    </DropTarget>
  );
  return real ? <RealSection section={real}>{area}</RealSection> : area;
}

function EmptySection() {
  const t = useT();
  return <div className="d-empty-section">{t('canvasEmptySection')}</div>;
}

function RealSection({ section, children }: { section: FlatSection; children: ReactNode }) {
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const { document, selection, selectSection, run, openProperties } = useDesign();
  const drag = useDragSource(`section:${section.key}`, 'section');
  const selected = selection.kind === 'section' && selection.key === section.key;
  const label = section.label ? text(section.label) : t('untitled');
  const nodes = spread(document);
  const at = nodes.findIndex((node) => node.kind === 'section' && node.key === section.key);
  const behindTab = tabsAround(nodes, section.key) !== undefined;
  const anchor = (index: number) => {
    const node = nodes[index];
    return node && (node.kind === 'section' || node.kind === 'tabs' ? node.key : nameOf(node));
  };
  const keys = (event: KeyboardEvent) => {
    const [previous, next] = [anchor(at - 1), anchor(at + 1)];
    if (event.key === 'Delete' || event.key === 'Backspace') run(removeSection(section));
    else if (behindTab) return;
    else if (event.altKey && event.key === 'ArrowUp' && previous !== undefined)
      run(moveSection(section, { before: previous }));
    else if (event.altKey && event.key === 'ArrowDown' && next !== undefined)
      run(moveSection(section, { after: next }));
    else return;
    event.preventDefault();
  };
  return (
    <DropTarget
      id={`section:${section.key}`}
      // A tab is moved with all its tabs, and among them in their properties.
      accepts={behindTab ? [] : ['section']}
      axis="y"
      within="inside:canvas"
    >
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-section t-dragging' : 'd-section'}
        data-selected={selected || undefined}
      >
        <button
          {...(behindTab ? {} : drag.body)}
          type="button"
          className="d-section-select"
          data-select={section.key}
          aria-label={t('selectSection', { section: label })}
          aria-pressed={selected}
          onClick={() => selectSection(section.key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        >
          {section.label ? null : label}
        </button>
        <div className="d-tools">
          {behindTab ? null : (
            <button
              {...drag.handle}
              ref={drag.handleRef}
              type="button"
              className="d-tool d-grip"
              aria-label={t('moveField', { field: label })}
            >
              <Icon name="drag" />
            </button>
          )}
          {phone ? (
            <Tool icon="settings" label={t('openSettings', { field: label })} onClick={openProperties} />
          ) : null}
          <Tool
            icon="delete"
            label={t('dissolve', { field: label })}
            onClick={() => run(removeSection(section))}
          />
        </div>
        {children}
      </div>
    </DropTarget>
  );
}

/** Tabs on the canvas: the real ones, so that one can look behind each, under a frame that selects and moves them. */
export function TabsFrame({ tabsKey, children }: { tabsKey: string; children: ReactNode }) {
  const t = useT();
  const phone = useIsPhone();
  const { document, selection, selectTabs, run, openProperties } = useDesign();
  const drag = useDragSource(`section:${tabsKey}`, 'section');
  const nodes = spread(document);
  const tabs = tabsOf(nodes).get(tabsKey);
  const selected = selection.kind === 'tabs' && selection.key === tabsKey;
  const name = t('tabs');
  if (!tabs) return children;
  const at = nodes.indexOf(tabs);
  const anchor = (index: number) => {
    const node = nodes[index];
    return node && (node.kind === 'section' || node.kind === 'tabs' ? node.key : nameOf(node));
  };
  const keys = (event: KeyboardEvent) => {
    const [previous, next] = [anchor(at - 1), anchor(at + 1)];
    if (event.key === 'Delete' || event.key === 'Backspace') run(removeTabs(tabs));
    else if (event.altKey && event.key === 'ArrowUp' && previous !== undefined)
      run(moveSection(tabs, { before: previous }));
    else if (event.altKey && event.key === 'ArrowDown' && next !== undefined)
      run(moveSection(tabs, { after: next }));
    else return;
    event.preventDefault();
  };
  return (
    <DropTarget id={`section:${tabsKey}`} accepts={['section']} axis="y" within="inside:canvas">
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-section t-dragging' : 'd-section'}
        data-selected={selected || undefined}
      >
        <button
          {...drag.body}
          type="button"
          className="d-section-select"
          data-select={tabsKey}
          aria-label={t('selectPart', { part: name })}
          aria-pressed={selected}
          onClick={() => selectTabs(tabsKey)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        <div className="d-tools">
          <button
            {...drag.handle}
            ref={drag.handleRef}
            type="button"
            className="d-tool d-grip"
            aria-label={t('movePart', { part: name })}
          >
            <Icon name="drag" />
          </button>
          {phone ? (
            <Tool icon="settings" label={t('openPart', { part: name })} onClick={openProperties} />
          ) : null}
          <Tool icon="delete" label={t('dissolveTabs')} onClick={() => run(removeTabs(tabs))} />
        </div>
        {children}
      </div>
    </DropTarget>
  );
}

/** A line or text on the canvas, under a frame that selects and moves it. */
export function NoteFrame(props: { node: PlacedNote['node']; section: PlacedSection; children: ReactNode }) {
  const { node } = props;
  const t = useT();
  const phone = useIsPhone();
  const { selection, selectNote, run, openProperties } = useDesign();
  const id = `note:${nameOf(node)}`;
  const drag = useDragSource(id, 'field');
  const selected = selection.kind === 'note' && selection.key === node.key;
  const name = t(node.kind);
  const items = props.section.items.map((item) =>
    item.kind === 'note' ? nameOf(item.node) : item.field.key,
  );
  const at = items.indexOf(nameOf(node));
  const keys = (event: KeyboardEvent) => {
    const [previous, next] = [items[at - 1], items[at + 1]];
    if (event.key === 'Delete' || event.key === 'Backspace') run(removeNote(node));
    else if (event.altKey && event.key === 'ArrowUp' && previous !== undefined)
      run(moveNote(node, { before: previous }));
    else if (event.altKey && event.key === 'ArrowDown' && next !== undefined)
      run(moveNote(node, { after: next }));
    else return;
    event.preventDefault();
  };
  return (
    <DropTarget
      id={id}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis="y"
      within={`inside:${props.section.key}`}
    >
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-frame t-dragging' : 'd-frame'}
        data-selected={selected || undefined}
      >
        <div inert className="d-real">
          {props.children}
        </div>
        <button
          {...drag.body}
          type="button"
          className="d-select"
          data-select={node.key}
          aria-label={t('selectPart', { part: name })}
          aria-pressed={selected}
          onClick={() => selectNote(node.key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        <div className="d-tools">
          <button
            {...drag.handle}
            ref={drag.handleRef}
            type="button"
            className="d-tool d-grip"
            aria-label={t('movePart', { part: name })}
          >
            <Icon name="drag" />
          </button>
          {phone ? (
            <Tool icon="settings" label={t('openPart', { part: name })} onClick={openProperties} />
          ) : null}
          <Tool icon="delete" label={t('removePart', { part: name })} onClick={() => run(removeNote(node))} />
        </div>
      </div>
    </DropTarget>
  );
}
