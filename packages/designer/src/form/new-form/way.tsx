import type { Reply } from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from './messages.ts';

export type Left = Reply<'createForms'>['left'];

/** Where one goes once there is a form: to its design, its records, or an import that needs looking at. */
export type Destination = 'design' | 'records' | { readonly import: string };

/** A way to make a form, as the dialog shows it. */
export interface WayProps {
  readonly app: string;
  readonly onClose: () => void;
  /** There is no way back from here: the choice of another goes. */
  readonly onStart: () => void;
  /** The form is there; `left` did not come along. */
  readonly onDone: (form: string, to: Destination, left?: Left) => Promise<void>;
}

/** The buttons at the end of a way. */
export function WayFoot(props: {
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onCreate: () => void;
  readonly label?: string;
  readonly children?: ReactNode;
}) {
  const t = useT();
  return (
    <div className="d-dialog-foot d-way-foot">
      {props.children}
      <Button onClick={props.onCancel}>{t('cancel')}</Button>
      <Button type="primary" disabled={props.disabled} loading={props.busy} onClick={props.onCreate}>
        {props.label ?? t('create')}
      </Button>
    </div>
  );
}
