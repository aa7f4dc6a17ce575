import { Icon, type IconName, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { type ReactNode, useState } from 'react';

/** A button of the toolbar with a panel below it; on a phone in a sheet from the bottom. */
export function ToolPanel(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly title: string;
  /** Something of it is in effect that the view itself does not say. */
  readonly active: boolean;
  readonly children: ReactNode;
}) {
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const button = (
    <Button
      type="text"
      className="v-tool"
      data-active={props.active || undefined}
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      aria-expanded={open}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      {phone ? null : props.label}
    </Button>
  );
  if (phone)
    return (
      <>
        {button}
        <Sheet open={open} onClose={() => setOpen(false)} title={props.title}>
          {props.children}
        </Sheet>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={props.title}
      content={props.children}
      destroyOnHidden
    >
      {button}
    </Popover>
  );
}
