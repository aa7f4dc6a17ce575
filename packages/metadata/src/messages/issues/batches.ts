const zh = {
  batch_empty: '没有可以处理的数据',
  batch_no_change: '请先选择要修改的内容',
  batch_field: '{field:此项}不能批量修改',
  batch_field_twice: '{field:此项}只能改一次',
  batch_unique: '{field:此项}不允许重复，不能批量填成同一个值',
  batch_not_allowed: '你没有权限这样处理这条数据',
  batch_record_gone: '已被删除，或者你看不到它了',
  batch_touched: '开始后被其他人修改过，没有处理',
  batch_field_touched: '{field:此项}在开始后被其他人修改过，没有覆盖',
  batch_changed_since: '{field:此项}后来又被修改过，保留现在的值',
  batch_record_since: '后来又被处理过，保持现在的样子',
  batch_owner_gone: '选择的成员已停用',
  batch_member_gone: '发起人已停用，没有继续',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  batch_empty: 'There are no records to work on',
  batch_no_change: 'Choose what to change first',
  batch_field: '{field:This field} can’t be changed in many records at once',
  batch_field_twice: '{field:This field} can be changed only once',
  batch_unique: '{field:This field} takes no value twice, so many records can’t have the same one',
  batch_not_allowed: 'You may not do this with this record',
  batch_record_gone: 'It was deleted, or you can’t see it any more',
  batch_touched: 'Somebody changed it after the start, so it was left alone',
  batch_field_touched: 'Somebody changed {field:this field} after the start, so it was not overwritten',
  batch_changed_since: '{field:This field} was changed again since and keeps its present value',
  batch_record_since: 'More was done with it since, so it stays as it is',
  batch_owner_gone: 'The chosen member is disabled',
  batch_member_gone: 'Who started it is disabled, so it did not go on',
};

/** What can be wrong with work on many records, as a whole and in each record. */
export const batchTexts = { zh, en };
