import { Icon, useDragSource } from '@trellis/ui/react';
import type { ReactNode } from 'react';

/** Things of a kind in the palette; two beside each other unless their names need the room. */
export function PaletteGroup({
  title,
  hint,
  columns = 2,
  children,
}: {
  title: string;
  hint?: string;
  columns?: 1 | 2;
  children: ReactNode;
}) {
  return (
    <section className="d-palette-group" aria-label={title}>
      <h3>{title}</h3>
      {hint ? <p className="d-hint">{hint}</p> : null}
      <div className="d-palette-items" data-columns={columns}>
        {children}
      </div>
    </section>
  );
}

/** Something to add: by a click, or dragged to its place. */
export function PaletteItem(props: {
  source: string;
  kind: 'field' | 'section';
  icon: string;
  label: string;
  title: string;
  onClick: () => void;
}) {
  const drag = useDragSource(props.source, props.kind);
  return (
    <button
      {...drag.handle}
      ref={(node) => {
        drag.ref(node);
        drag.handleRef(node);
      }}
      type="button"
      className={drag.dragging ? 'd-palette-item t-dragging' : 'd-palette-item'}
      title={props.title}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
      <span className="t-ellipsis">{props.label}</span>
    </button>
  );
}
