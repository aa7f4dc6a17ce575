import type { Locale } from '@trellis/metadata';

/** The language of the visitor's browser. */
export const locale: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

const zh = {
  loading: '正在打开…',
  gone: '链接已失效',
  goneHint: '可能已过期或被停用，请向分享给你的人要一个新的链接。',
  failed: '打不开',
  failedHint: '请检查网络后重试。',
  often: '打开得太频繁了，请稍等一会儿再试。',
  again: '重试',
  by: '{0} 分享',
  until: '{0} 失效',
  readonly: '仅供查看',
  empty: '—',
  noRows: '没有明细',
  save: '下载 {0}',
};

const en: typeof zh = {
  loading: 'Opening…',
  gone: 'This link no longer works',
  goneHint: 'It may have expired or been turned off. Ask whoever shared it for a new one.',
  failed: 'This can’t be opened',
  failedHint: 'Check the network and try again.',
  often: 'It was opened too often. Wait a moment and try again.',
  again: 'Try again',
  by: 'Shared by {0}',
  until: 'Until {0}',
  readonly: 'To read only',
  empty: '—',
  noRows: 'No lines',
  save: 'Download {0}',
};

const texts = locale === 'zh' ? zh : en;

/** A text in the visitor's language. */
export const t = (key: keyof typeof zh, value = ''): string => texts[key].replace('{0}', value);
