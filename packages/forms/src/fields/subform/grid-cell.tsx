import type { Value } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Tooltip } from 'antd';
import { useEffect, useId, useRef } from 'react';
import type { CompiledField } from '../../form/compile.ts';
import type { CompiledHint } from '../../form/guide.ts';
import { FieldWidget } from '../../view/field-widget.tsx';
import type { Refs } from '../../widgets/facet.tsx';
import { alignOf, ValueCell } from './rows-table.tsx';

/** Time for the focus to arrive in a menu of the input, which stands elsewhere in the page. */
const LEAVING_MS = 120;

const CELL = { role: 'cell' };

const isWarning = ({ tone }: CompiledHint): boolean => tone === 'warning';

/** A cell of the grid: what it holds, or the input for it while it has the focus. */
export function GridCell(props: {
  place: string;
  field: CompiledField;
  value: Value;
  visible: boolean;
  locked: boolean;
  required: boolean;
  offered: ReadonlySet<string> | undefined;
  problem: string | undefined;
  /** What the rules and checks of the row say of it. */
  hints: readonly CompiledHint[] | undefined;
  editing: boolean;
  label: string;
  refs?: Refs | undefined;
  onOpen: () => void;
  onLeave: () => void;
  onChange: (value: Value) => void;
}) {
  const { field, value, locked, editing, problem, hints = [] } = props;
  const { locale } = useLocale();
  const id = useId();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  if (!props.visible) return <span {...CELL} className="f-rows-cell" data-hidden data-cell={props.place} />;
  const attributes = {
    ...CELL,
    className: 'f-rows-cell',
    'data-cell': props.place,
    'data-column': field.key,
    'data-align': alignOf(field),
    'data-invalid': problem ? true : undefined,
    'data-hinted': hints.length === 0 ? undefined : hints.some(isWarning) ? 'warning' : 'info',
    'data-locked': locked || undefined,
  };
  const words = [...(problem ? [problem] : []), ...hints.map(({ text }) => localText(text, locale))].join(
    '\n',
  );
  // Uploads go on while one writes elsewhere: their input stays.
  const stays = field.kind === 'file';
  if (locked || (!editing && !stays)) {
    // A cell becomes its input when it gets the focus.
    const name = words ? `${props.label}, ${words}` : props.label;
    const entry = locked ? {} : { tabIndex: 0, onFocus: props.onOpen, 'aria-label': name };
    const shown = (
      <span {...attributes} {...entry}>
        <ValueCell field={field} value={value} refs={props.refs} plain />
      </span>
    );
    return words ? (
      <Tooltip title={words} classNames={{ root: 'f-rows-words' }}>
        {shown}
      </Tooltip>
    ) : (
      shown
    );
  }
  const stay = {
    onFocus: () => {
      clearTimeout(leaving.current);
      if (!editing) props.onOpen();
    },
    onBlur: () => {
      clearTimeout(leaving.current);
      leaving.current = setTimeout(props.onLeave, LEAVING_MS);
    },
  };
  return (
    <span {...attributes} {...stay} data-editing={editing || undefined} data-files={stays || undefined}>
      <FieldWidget
        id={id}
        field={field}
        value={value}
        onChange={props.onChange}
        required={props.required}
        offered={props.offered}
        invalid={problem !== undefined}
        refs={props.refs}
        look="cell"
        label={props.label}
        autoFocus={!stays}
      />
    </span>
  );
}
