import { defineMessages } from '../i18n/define-messages.ts';

export const useT = defineMessages('api', {
  zh: {
    network: '连不上服务器，请检查网络后重试',
    unexpected: '服务器出错了，请稍后重试',
  },
  en: {
    network: 'The server can’t be reached. Check your connection and try again.',
    unexpected: 'Something went wrong on the server. Please try again in a moment.',
  },
});
