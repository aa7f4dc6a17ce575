import type { FormDocument } from '@trellis/metadata';
import { useToast } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { useT } from './conflict-messages.ts';
import { useDesign } from './design.tsx';

/** Two people saved drafts: whose shall stand. Neither is lost by choosing. */
export function ConflictBar(props: {
  readonly theirs: FormDocument | null;
  readonly onMine: () => void;
  readonly onTheirs: (document: FormDocument | null) => void;
}) {
  const t = useT();
  const toast = useToast();
  const { document } = useDesign();
  const copy = () =>
    navigator.clipboard
      .writeText(JSON.stringify(document, null, 2))
      .then(() => toast.success(t('copied')), toast.error);
  return (
    <Alert
      type="warning"
      showIcon
      banner
      title={t('conflictTitle')}
      description={t('conflictText')}
      action={
        <span className="d-conflict">
          <Button size="small" onClick={() => void copy()}>
            {t('copyMine')}
          </Button>
          <Button size="small" onClick={props.onMine}>
            {t('keepMine')}
          </Button>
          <Button size="small" type="primary" onClick={() => props.onTheirs(props.theirs)}>
            {t('takeTheirs')}
          </Button>
        </span>
      }
    />
  );
}
