import type { Expr } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, Sheet, useIsPhone, useLocale } from '@trellis/ui/react';
import { Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { CompiledField } from '../form/compile.ts';
import { useRecordPart } from '../widgets/record-on-screen.tsx';
import './formula.css';
import { useT } from './messages.tsx';

const Explanation = lazy(() => import('./explanation.tsx'));

/** “How is this worked out?” beside the name of a formula field; nothing beside other fields. */
export function ExplainButton({ field }: { readonly field: CompiledField }) {
  // Rows are explained by the record that they belong to; a form that is being designed has no values.
  const explained = useRecordPart(({ row, mode }) => !row && mode !== 'design') ?? false;
  const computed = field.type.computed?.(field.config);
  if (!explained || computed?.kind !== 'formula' || computed.expr === undefined) return null;
  return <Explainer field={field} expr={computed.expr} zero={computed.emptyAsZero ?? false} />;
}

function Explainer({
  field,
  expr,
  zero,
}: {
  readonly field: CompiledField;
  readonly expr: Expr;
  readonly zero: boolean;
}) {
  const t = useT();
  const { locale } = useLocale();
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);
  const name = t('howOf', { name: localText(field.meta.label, locale) });
  const explanation = (
    <Suspense fallback={<p className="f-help">{t('loading')}</p>}>
      <Explanation field={field} expr={expr} zero={zero} />
    </Suspense>
  );
  const button = (
    <button
      type="button"
      className="f-explain"
      aria-expanded={open}
      aria-label={name}
      title={t('how')}
      {...(isPhone ? { onClick: () => setOpen(true) } : {})}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <Icon name="function" />
    </button>
  );
  if (isPhone)
    return (
      <>
        {button}
        <Sheet open={open} onClose={() => setOpen(false)} title={name}>
          {explanation}
        </Sheet>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      title={t('how')}
      content={explanation}
    >
      {button}
    </Popover>
  );
}
