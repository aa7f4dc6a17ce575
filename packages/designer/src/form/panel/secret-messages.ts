import { defineMessages } from '@trellis/ui/react';

/** Texts of what is kept secret, in the properties. */
export const useT = defineMessages('form-secrets', {
  zh: {
    encrypted: '加密保存',
    encryptedTitle: '标题字段不能加密保存',
    encryptedHint:
      '数据库里只存密文。能看到这个字段的人照常查看和填写，但不能按它筛选、排序、搜索、查重，也不能用在公式里。备份里不含密钥，请另外妥善保管。',
  },
  en: {
    encrypted: 'Store encrypted',
    encryptedTitle: 'The title field can’t be stored encrypted',
    encryptedHint:
      'The database holds ciphertext only. Whoever may see this field reads and fills it in as ever, but nothing can filter, sort or search by it, look for duplicates, or use it in formulas. Backups do not hold the key: keep it elsewhere.',
  },
});
