import { PALETTES, useThemeMode } from '@trellis/ui/react';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

// SVG rather than canvas: sharp at any zoom, and its digits are tabular by our styles.
register([GridComponent, TooltipComponent, SVGRenderer]);

export type Option = Parameters<EChartsType['setOption']>[0];

/** A drawing of ECharts that fills its place. `option` is made anew for each size; `onMark` gets series and category. */
export function EChart({
  option,
  minHeight,
  onMark,
}: {
  readonly option: (size: { readonly width: number; readonly height: number }) => Option;
  /** Grows beyond its place to this, which then scrolls. */
  readonly minHeight?: (width: number) => number;
  readonly onMark: (series: number, category: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const { scheme } = useThemeMode();
  const marked = useEffectEvent((series: number | undefined, category: number) => {
    if (series !== undefined) onMark(series, category);
  });

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ seriesIndex, dataIndex }) => marked(seriesIndex, dataIndex));
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      drawn.resize({ width, height });
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    if (!size) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const palette = PALETTES[scheme];
    chart.current?.setOption(
      {
        animation: !still,
        animationDuration: 150,
        animationDurationUpdate: 150,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: palette.textSecondary },
        ...option(size),
      },
      // What is gone from the option must be gone from the drawing.
      { notMerge: true },
    );
  }, [option, size, scheme]);

  const grown = size && minHeight ? minHeight(size.width) : 0;
  return (
    <div className="r-echart-scroll" tabIndex={grown > 0 ? 0 : undefined}>
      <div ref={place} className="r-echart t-num" style={{ minHeight: grown }} aria-hidden />
    </div>
  );
}
