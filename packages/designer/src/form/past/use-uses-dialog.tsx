import { useNavigation } from '@trellis/views/react';
import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from './messages.ts';
import { type FieldUse, UsesList } from './uses-list.tsx';

interface Question {
  readonly title: string;
  readonly text: string;
  readonly uses: readonly FieldUse[];
  readonly okText: string;
  readonly onOk: () => void;
}

/**
 * Asks before something goes that is used elsewhere, and says where.
 * @param here "app:form" of the form that is designed
 */
export function useUsesDialog(here: string): (question: Question) => void {
  const t = useT();
  const { href } = useNavigation();
  const { modal } = App.useApp();
  return useCallback(
    ({ text, uses, ...rest }) => {
      modal.confirm({
        ...rest,
        width: 480,
        content: (
          <>
            <p className="d-hint">{text}</p>
            <UsesList uses={uses} here={here} href={href} />
          </>
        ),
        okButtonProps: { danger: true },
        cancelText: t('keep'),
      });
    },
    [here, href, modal, t],
  );
}
