import { useFormServices } from '@trellis/forms/react';
import { Icon, RelativeTime } from '@trellis/ui/react';
import { Button } from 'antd';
import './drafts.css';
import type { Draft } from './draft.ts';
import { useT } from './messages.ts';

/** Says that a form holds what was typed earlier, and offers to throw that away. */
export function Restored({ draft, onDiscard }: { readonly draft: Draft; readonly onDiscard: () => void }) {
  const t = useT();
  const { tz } = useFormServices();
  const { refused: reason } = draft;
  const what = draft.version !== null ? 'restoredChange' : draft.kept ? 'restoredKept' : 'restored';
  return (
    <div className="v-restored" role="status">
      <Icon name="history" />
      <span>
        {reason === undefined ? t(what, { name: draft.title ?? t('untitled') }) : t('refused', { reason })} ·{' '}
        <RelativeTime value={draft.at} tz={tz} />
      </span>
      <Button type="link" size="small" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </div>
  );
}
