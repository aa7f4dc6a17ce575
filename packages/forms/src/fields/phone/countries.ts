import type { LocalText } from '@trellis/metadata';

/** Country codes that are offered, the commonest first; any other can be typed with its +. */
export const COUNTRIES: readonly { readonly code: string; readonly label: LocalText }[] = [
  { code: '+86', label: { zh: '中国大陆', en: 'China' } },
  { code: '+852', label: { zh: '中国香港', en: 'Hong Kong, China' } },
  { code: '+853', label: { zh: '中国澳门', en: 'Macao, China' } },
  { code: '+886', label: { zh: '中国台湾', en: 'Taiwan, China' } },
  { code: '+1', label: { zh: '美国/加拿大', en: 'USA and Canada' } },
  { code: '+44', label: { zh: '英国', en: 'United Kingdom' } },
  { code: '+49', label: { zh: '德国', en: 'Germany' } },
  { code: '+33', label: { zh: '法国', en: 'France' } },
  { code: '+39', label: { zh: '意大利', en: 'Italy' } },
  { code: '+34', label: { zh: '西班牙', en: 'Spain' } },
  { code: '+31', label: { zh: '荷兰', en: 'Netherlands' } },
  { code: '+32', label: { zh: '比利时', en: 'Belgium' } },
  { code: '+41', label: { zh: '瑞士', en: 'Switzerland' } },
  { code: '+43', label: { zh: '奥地利', en: 'Austria' } },
  { code: '+46', label: { zh: '瑞典', en: 'Sweden' } },
  { code: '+48', label: { zh: '波兰', en: 'Poland' } },
  { code: '+7', label: { zh: '俄罗斯/哈萨克斯坦', en: 'Russia and Kazakhstan' } },
  { code: '+81', label: { zh: '日本', en: 'Japan' } },
  { code: '+82', label: { zh: '韩国', en: 'South Korea' } },
  { code: '+65', label: { zh: '新加坡', en: 'Singapore' } },
  { code: '+60', label: { zh: '马来西亚', en: 'Malaysia' } },
  { code: '+66', label: { zh: '泰国', en: 'Thailand' } },
  { code: '+84', label: { zh: '越南', en: 'Vietnam' } },
  { code: '+62', label: { zh: '印度尼西亚', en: 'Indonesia' } },
  { code: '+63', label: { zh: '菲律宾', en: 'Philippines' } },
  { code: '+91', label: { zh: '印度', en: 'India' } },
  { code: '+92', label: { zh: '巴基斯坦', en: 'Pakistan' } },
  { code: '+90', label: { zh: '土耳其', en: 'Türkiye' } },
  { code: '+971', label: { zh: '阿联酋', en: 'United Arab Emirates' } },
  { code: '+966', label: { zh: '沙特阿拉伯', en: 'Saudi Arabia' } },
  { code: '+20', label: { zh: '埃及', en: 'Egypt' } },
  { code: '+27', label: { zh: '南非', en: 'South Africa' } },
  { code: '+234', label: { zh: '尼日利亚', en: 'Nigeria' } },
  { code: '+55', label: { zh: '巴西', en: 'Brazil' } },
  { code: '+52', label: { zh: '墨西哥', en: 'Mexico' } },
  { code: '+61', label: { zh: '澳大利亚', en: 'Australia' } },
  { code: '+64', label: { zh: '新西兰', en: 'New Zealand' } },
];

/** The offered code that a number begins with, the longest first; undefined for another. */
export const countryOf = (number: string): string | undefined =>
  COUNTRIES.map(({ code }) => code)
    .sort((a, b) => b.length - a.length)
    .find((code) => number.startsWith(code));
