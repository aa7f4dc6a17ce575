import { OPTION_PALETTE } from './option-colors.ts';

/** Light or dark, as painted. */
export type Scheme = 'light' | 'dark';

/** The colours that our own styles use. antd gets the same ones (./antd-theme.ts), so both always agree. */
export interface Palette {
  /** Page behind the panels. */
  readonly canvas: string;
  /** Panels, cards, inputs. */
  readonly surface: string;
  /** What floats: menus, drawers. */
  readonly raised: string;
  readonly hover: string;
  readonly selected: string;
  readonly border: string;
  readonly borderSoft: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly textTertiary: string;
  readonly brand: string;
  readonly brandHover: string;
  readonly brandActive: string;
  readonly brandBg: string;
  readonly brandBgHover: string;
  readonly brandBorder: string;
  /** Text on a brand-coloured ground. */
  readonly onBrand: string;
  /** Text on a danger-coloured ground. */
  readonly onDanger: string;
  readonly success: string;
  readonly warning: string;
  /** Ground and frame of a warning; antd would derive a muddy brown from the dark ink. */
  readonly warningBg: string;
  readonly warningBorder: string;
  readonly danger: string;
  readonly info: string;
  readonly shadow: string;
}

export const PALETTES: Readonly<Record<Scheme, Palette>> = {
  light: {
    canvas: '#f5f6f7',
    surface: '#ffffff',
    raised: '#ffffff',
    hover: '#f2f4f5',
    selected: '#e6f4f1',
    border: '#d5d9de',
    borderSoft: '#e8ebee',
    text: '#1c2329',
    textSecondary: '#4a545e',
    textTertiary: '#636d77',
    brand: '#0f766e',
    brandHover: '#0c7d74',
    brandActive: '#0b5c56',
    brandBg: '#e6f4f1',
    brandBgHover: '#d3ebe6',
    brandBorder: '#99d0c7',
    onBrand: '#ffffff',
    onDanger: '#ffffff',
    success: '#15803d',
    warning: '#a84f08',
    warningBg: '#fff7e8',
    warningBorder: '#f0cf9b',
    danger: '#c92a2a',
    info: '#1d5fd1',
    shadow: '0 6px 16px rgba(15, 23, 42, 0.10), 0 1px 4px rgba(15, 23, 42, 0.08)',
  },
  dark: {
    canvas: '#101418',
    surface: '#171c21',
    raised: '#1f252b',
    hover: '#222930',
    selected: '#143531',
    border: '#38414a',
    borderSoft: '#2a3138',
    text: '#e6e9ec',
    textSecondary: '#b4bcc4',
    textTertiary: '#97a1ab',
    brand: '#3cc4b4',
    brandHover: '#5fd6c8',
    brandActive: '#2ba798',
    brandBg: '#12332f',
    brandBgHover: '#17423d',
    brandBorder: '#22635b',
    onBrand: '#04211e',
    onDanger: '#2b0807',
    success: '#4cc57f',
    warning: '#e8a13c',
    warningBg: '#2f2412',
    warningBorder: '#66491b',
    danger: '#f57a77',
    info: '#6ba5ff',
    shadow: '0 6px 20px rgba(0, 0, 0, 0.5), 0 1px 4px rgba(0, 0, 0, 0.4)',
  },
};

/** Names of the custom properties: `brandBg` is `--t-brand-bg`, an option colour's are `--t-option-red-bg/-fg/-solid`. */
const kebab = (name: string) => name.replace(/[A-Z]/g, (upper) => `-${upper.toLowerCase()}`);

const declarations = (scheme: Scheme): string =>
  [
    ...Object.entries(PALETTES[scheme]).map(([name, value]) => `--t-${kebab(name)}:${value}`),
    ...Object.entries(OPTION_PALETTE[scheme]).flatMap(([name, shade]) => [
      `--t-option-${name}-bg:${shade.bg}`,
      `--t-option-${name}-fg:${shade.fg}`,
      `--t-option-${name}-solid:${shade.solid}`,
    ]),
  ].join(';');

/** The custom properties of both schemes; `<html data-theme>` picks one. */
export const tokensCss = (): string =>
  `:root{color-scheme:light;${declarations('light')}}` +
  `:root[data-theme=dark]{color-scheme:dark;${declarations('dark')}}`;
