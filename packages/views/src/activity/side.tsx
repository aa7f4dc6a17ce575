import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useEffectEvent } from 'react';
import { usePref } from '../state/storage.tsx';
import { useT } from './messages.ts';

const NARROWEST = 300;
const WIDEST = 640;
const STEP = 24;
const USUAL = { width: 380, open: true };

const fitting = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** A column at the right side that can be made wider or put away; both are remembered. */
export function Side(props: {
  /** Somebody came for what stands here. */
  readonly asked: boolean;
  readonly children: ReactNode;
}) {
  const { asked } = props;
  const t = useT();
  const [{ width, open }, set] = usePref('trellis.activity', USUAL);
  const show = useEffectEvent(() => {
    if (!open) set({ width, open: true });
  });
  useEffect(() => {
    if (asked) show();
  }, [asked]);
  if (!open)
    return (
      <aside className="v-side" aria-label={t('title')} data-closed>
        <Button
          type="text"
          icon={<Icon name="menu-fold" />}
          aria-label={t('show')}
          title={t('show')}
          onClick={() => set({ width, open: true })}
        />
      </aside>
    );
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? 0;
    set({ width: fitting(right - event.clientX), open });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (by === 0 || event.altKey) return;
    event.preventDefault();
    set({ width: fitting(width + by), open });
  };
  return (
    <aside className="v-side" aria-label={t('title')} style={{ width }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule can't be moved */}
      <div
        className="v-side-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('resize')}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={onKeyDown}
      />
      <div className="v-side-head">
        <h2>{t('title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<Icon name="menu-unfold" />}
          aria-label={t('hide')}
          title={t('hide')}
          onClick={() => set({ width, open: false })}
        />
      </div>
      {props.children}
    </aside>
  );
}
