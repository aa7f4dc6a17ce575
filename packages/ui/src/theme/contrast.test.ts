import { OPTION_COLORS } from '@trellis/metadata';
import { theme } from 'antd';
import { describe, expect, it } from 'vitest';
import { antdTheme } from './antd-theme.ts';
import { OPTION_PALETTE } from './option-colors.ts';
import { PALETTES, tokensCss } from './tokens.ts';

/** Relative luminance of "#rrggbb" (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const p = PALETTES[scheme];

  it.each(['canvas', 'surface', 'raised', 'hover', 'selected'] as const)(
    'texts are readable on %s',
    (ground) => {
      for (const ink of ['text', 'textSecondary', 'textTertiary', 'brand'] as const)
        expect(contrast(p[ink], p[ground]), ink).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('state colours are readable as text on surfaces', () => {
    for (const ink of ['success', 'warning', 'danger', 'info'] as const)
      expect(contrast(p[ink], p.surface), ink).toBeGreaterThanOrEqual(4.5);
    expect(contrast(p.text, p.warningBg)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(OPTION_COLORS)('a %s tag is readable and its dot visible', (color) => {
    const { bg, fg, solid } = OPTION_PALETTE[scheme][color];
    expect(contrast(fg, bg)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(solid, p.surface)).toBeGreaterThanOrEqual(3);
  });

  it('antd paints buttons and links readably with what it derives', () => {
    // antd darkens the seed colours in its dark algorithm: what counts is the outcome.
    const token = theme.getDesignToken(antdTheme(scheme, true));
    expect(contrast(token.colorPrimary, p.onBrand)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.colorPrimary, token.colorBgContainer)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.colorLink, token.colorBgContainer)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.colorPrimaryHover, p.onBrand)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.colorLinkHover, token.colorBgContainer)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.colorError, p.onDanger)).toBeGreaterThanOrEqual(4.5);
  });
});

it('both schemes declare the same custom properties', () => {
  const [light = '', dark = ''] = tokensCss().split(':root[data-theme=dark]');
  const names = (css: string) => [...css.matchAll(/--t-[a-z-]+(?=:)/g)].map(String);
  expect(names(light).length).toBeGreaterThan(50);
  expect(names(dark)).toEqual(names(light));
});
