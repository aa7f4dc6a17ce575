import { Icon, type IconName, useDragHandles, useIsPhone } from '@trellis/ui/react';
import { Tooltip } from 'antd';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useDesign } from '../design.tsx';

/** What can be done with a part of the canvas: drag it, on a phone open its settings, and what stands inside. */
export function FrameTools(props: {
  /** It is not moved by itself. */
  fixed?: boolean;
  move: string;
  open: string;
  children: ReactNode;
}) {
  const phone = useIsPhone();
  const { openProperties } = useDesign();
  const drag = useDragHandles();
  return (
    <div className="d-tools">
      {drag && !props.fixed ? (
        <button
          {...drag.handle}
          ref={drag.handleRef}
          type="button"
          className="d-tool d-grip"
          aria-label={props.move}
        >
          <Icon name="drag" />
        </button>
      ) : null}
      {phone ? <Tool icon="settings" label={props.open} onClick={openProperties} /> : null}
      {props.children}
    </div>
  );
}

/** The part of a frame that selects it, and by which mouse and finger drag it. */
export function SelectButton({
  fixed = false,
  className = 'd-select',
  ...rest
}: { fixed?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  const drag = useDragHandles();
  return <button {...(fixed ? {} : drag?.body)} {...rest} type="button" className={className} />;
}

/** A small button at a frame. */
export function Tool(props: { icon: IconName; label: string; disabled?: boolean; onClick: () => void }) {
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
