import { defineMessages } from '../i18n/define-messages.ts';

export const useT = defineMessages('ui', {
  zh: {
    retry: '重试',
    undo: '撤销',
    close: '关闭',
    cancel: '取消',
    failed: '没能加载出来',
    failedHint: '请重试；如果一直这样，请把编号告诉管理员。',
    requestId: '编号 {id}',
    typeToConfirm: '请输入“{name}”以确认',
    loading: '正在加载',
  },
  en: {
    retry: 'Try again',
    undo: 'Undo',
    close: 'Close',
    cancel: 'Cancel',
    failed: 'This could not be loaded',
    failedHint: 'Try again. If it keeps happening, give your administrator the number.',
    requestId: 'No. {id}',
    typeToConfirm: 'Type “{name}” to confirm',
    loading: 'Loading',
  },
});
