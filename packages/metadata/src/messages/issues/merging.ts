const zh = {
  merge_not_among: '只能从要合并的数据里选择',
  merge_one_value: '{field:此项}只能保留一个值',
  merge_link_refused: '“{form}”里的数据不能随之改关联，例如会出现重复，请先处理',
  merge_link_unseen: '有你看不到的数据不能随之改关联，例如会出现重复，请联系管理员',
  merge_undone: '这次合并已经撤销',
  merge_too_old: '合并已超过 30 天，不能撤销',
  merge_record_gone: '被合并的数据已经彻底删除，不能撤销合并',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  merge_not_among: 'Choose among the records that are merged',
  merge_one_value: '{field:This field} keeps one value only',
  merge_link_refused:
    'Records of “{form}” can’t be linked accordingly, because they would be duplicates for instance. See to them first',
  merge_link_unseen:
    'Records that you don’t see can’t be linked accordingly, because they would be duplicates for instance. Ask an administrator',
  merge_undone: 'This merge was taken back already',
  merge_too_old: 'Merges can be taken back for 30 days only',
  merge_record_gone: 'This merge can’t be taken back: the merged records have been deleted for good',
};

/** What can be wrong with merging records. */
export const mergingTexts = { zh, en };
