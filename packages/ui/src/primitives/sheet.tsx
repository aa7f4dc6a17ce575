import { Drawer, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useIsPhone } from '../theme/mode.ts';

export interface SheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the bottom, always in sight. */
  readonly footer?: ReactNode;
  /** Buttons beside the title (drawers and bottom sheets). */
  readonly extra?: ReactNode;
  /** At a desk: a dialog in the middle, or a drawer at the right. */
  readonly desk?: 'modal' | 'drawer';
  /** Width at a desk in px. */
  readonly width?: number;
  /** On a phone: as high as its content (default), or the whole screen. */
  readonly phone?: 'auto' | 'full';
  /** Whether a click beside it closes; false where typed text would be lost. */
  readonly maskClosable?: boolean;
  readonly afterOpenChange?: (open: boolean) => void;
}

/** A dialog or drawer at a desk, a bottom sheet on a phone. */
export function Sheet({
  desk = 'modal',
  phone = 'auto',
  maskClosable = true,
  footer = null,
  ...props
}: SheetProps) {
  const isPhone = useIsPhone();
  const common = {
    open: props.open,
    title: props.title,
    mask: { closable: maskClosable },
    destroyOnHidden: true,
    ...(props.afterOpenChange ? { afterOpenChange: props.afterOpenChange } : {}),
  };
  if (!isPhone && desk === 'modal')
    return (
      <Modal {...common} onCancel={props.onClose} footer={footer} width={props.width ?? 560} centered>
        {props.children}
      </Modal>
    );
  const height = phone === 'full' ? '100dvh' : 'auto';
  return (
    <Drawer
      {...common}
      onClose={props.onClose}
      footer={footer}
      extra={props.extra}
      placement={isPhone ? 'bottom' : 'right'}
      size={isPhone ? height : (props.width ?? 560)}
      styles={
        isPhone
          ? {
              section: {
                maxHeight: '100dvh',
                ...(phone === 'auto' ? { borderRadius: '12px 12px 0 0' } : {}),
              },
              body: { padding: 16, ...(phone === 'auto' ? { maxHeight: '76dvh' } : {}) },
              footer: { paddingBottom: 'max(12px, env(safe-area-inset-bottom))' },
            }
          : {}
      }
    >
      {props.children}
    </Drawer>
  );
}
