import { type ThemeConfig, theme } from 'antd';
import { PALETTES, type Scheme } from './tokens.ts';

/** System fonts only: Chinese ones of each platform after the Latin ones. */
const FONT_FAMILY =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

/** antd's theme from our palette: 14/22, 4 px grid, radius 6, borders over shadows, motion of at most 150 ms. */
export function antdTheme(scheme: Scheme, motion: boolean): ThemeConfig {
  const p = PALETTES[scheme];
  return {
    cssVar: { prefix: 'ant', key: `trellis-${scheme}` },
    hashed: false,
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: p.brand,
      colorPrimaryHover: p.brandHover,
      colorPrimaryActive: p.brandActive,
      colorPrimaryText: p.brand,
      colorPrimaryTextHover: p.brandHover,
      colorPrimaryTextActive: p.brandActive,
      colorPrimaryBg: p.brandBg,
      colorPrimaryBgHover: p.brandBgHover,
      colorPrimaryBorder: p.brandBorder,
      colorPrimaryBorderHover: p.brand,
      colorLink: p.brand,
      colorLinkHover: p.brandHover,
      colorLinkActive: p.brandActive,
      colorSuccess: p.success,
      colorWarning: p.warning,
      colorWarningBg: p.warningBg,
      colorWarningBorder: p.warningBorder,
      colorError: p.danger,
      colorErrorText: p.danger,
      colorInfo: p.info,
      colorBgLayout: p.canvas,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: p.border,
      colorBorderSecondary: p.borderSoft,
      colorSplit: p.borderSoft,
      colorText: p.text,
      colorTextHeading: p.text,
      colorTextSecondary: p.textSecondary,
      colorTextTertiary: p.textTertiary,
      colorTextDescription: p.textTertiary,
      colorTextPlaceholder: p.textTertiary,
      controlItemBgHover: p.hover,
      controlItemBgActive: p.selected,
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      lineHeight: 22 / 14,
      fontSizeSM: 12,
      lineHeightSM: 20 / 12,
      fontSizeHeading3: 20,
      lineHeightHeading3: 28 / 20,
      fontSizeHeading4: 16,
      lineHeightHeading4: 24 / 16,
      fontSizeHeading5: 14,
      lineHeightHeading5: 22 / 14,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      wireframe: false,
      boxShadow: p.shadow,
      boxShadowSecondary: p.shadow,
      motion,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: p.onBrand,
        dangerColor: p.onDanger,
        // Derived for the dark it would be too dim for a text.
        colorError: p.danger,
      },
      DatePicker: { colorTextLightSolid: p.onBrand },
      Checkbox: { colorWhite: p.onBrand },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Table: { headerBorderRadius: 0 },
      Tag: { defaultBg: 'transparent' },
    },
  };
}
