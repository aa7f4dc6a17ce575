import { defineMessages } from '@trellis/ui/react';

/** Texts of deleting a form. */
export const useT = defineMessages('form-deletion', {
  zh: {
    delete: '删除表单',
    hint: '先放入回收站，{days} 天内可以原样恢复。',
    title: '删除表单「{form}」？',
    blockedTitle: '「{form}」暂时不能删除',
    what: '它会立刻从菜单、搜索、视图和报表中消失，所有人都看不到。',
    counts: '连同 {records} 条数据和 {views} 个公共视图放入回收站，{days} 天内可以原样恢复；之后彻底删除。',
    countsRecords: '连同 {records} 条数据放入回收站，{days} 天内可以原样恢复；之后彻底删除。',
    countsNone: '{days} 天内可以从回收站原样恢复；之后彻底删除。',
    about: '约 {count}',
    used: '这些地方引用了它。它们照常可用，已有的值保留，只是不能再选新的：',
    usedLater: '{days} 天后彻底删除时，这些引用会一并去掉。',
    blocked: '下面的地方离不开它。先把必填的关联改为选填或删掉，把数据范围换成别的条件，再来删除：',
    confirm: '删除',
    close: '知道了',
    cancel: '取消',
    done: '已删除表单「{form}」',
    restored: '表单「{form}」已恢复',
  },
  en: {
    delete: 'Delete form',
    hint: 'It goes to the bin first and can be brought back as it was for {days} days.',
    title: 'Delete the form “{form}”?',
    blockedTitle: '“{form}” can’t be deleted yet',
    what: 'It disappears at once from menus, searches, views and reports, for everybody.',
    counts:
      'With {records} records and {views} shared views it goes to the bin. For {days} days it can be brought back as it was, then it is deleted for good.',
    countsRecords:
      'With {records} records it goes to the bin. For {days} days it can be brought back as it was, then it is deleted for good.',
    countsNone: 'For {days} days it can be brought back from the bin as it was, then it is deleted for good.',
    about: 'about {count}',
    used: 'These places use it. They go on working and keep their values; only new ones can’t be chosen:',
    usedLater: 'When it is deleted for good after {days} days, they lose what names it.',
    blocked:
      'These places can’t do without it. Make required references optional or delete them, give roles other conditions, then delete it:',
    confirm: 'Delete',
    close: 'Got it',
    cancel: 'Cancel',
    done: 'The form “{form}” was deleted',
    restored: 'The form “{form}” is back',
  },
});
