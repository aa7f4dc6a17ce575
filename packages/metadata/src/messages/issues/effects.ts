const zh = {
  values_converted: '{field:此字段}的 {count} 条数据将转换为新类型',
  values_not_converted: '{field:此字段}有 {count} 条数据无法转换，发布后这里为空，原值不再显示',
  value_in: '（见“{record}”）',
  value_in_row: '（见“{record}”第 {row} 行）',
  values_missing: '{count} 条数据没有填写{field:此字段}，保存时须补填',
  values_binned: '{count} 条数据在此字段有值；值会保留，重新添加同类型的字段即可恢复',
  values_without_option: '{count} 条数据用到了已删除的选项',
  values_refused: '{count} 条数据的{field:值}不满足新的限制，下次修改它时须改正',
  records_refused: '{count} 条数据不满足这条校验，下次修改有关字段时须改正',
  references_outside: '{count} 条数据的{field:值}不在新的范围内，已选的仍保留',
  at_least: '至少 ',
  definition_created: '新增“{name}”',
  definition_changed: '修改“{name}”',
  app_installed: '安装应用“{name}”：{forms} 个表单、{views} 个视图、{dashboards} 个仪表盘、{roles} 个角色',
  app_upgraded: '应用“{name}”从 {from} 升级到 {to}',
  sample_records: '添加 {count} 条示例数据和 {members} 个示例成员',
  unreadable_file: '“{file}”不是有效的 JSON：{detail}',
  platform_too_old: '模板需要平台版本 {range}，当前为 {version}',
  sample_unknown_form: '示例数据“{name}”没有对应的表单',
  sample_unknown_ref: '示例数据“{name}”不存在，或者互相引用',
  sample_unknown_member: '没有示例成员“{name}”',
  sample_wrong_moment: '“{value}”不是有效的相对时间',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  values_converted: '{field:This field}: {count} values will be converted',
  values_not_converted:
    '{field:This field}: {count} values can’t be converted; the field will be empty there and the old values are no longer shown',
  value_in: ' (see “{record}”)',
  value_in_row: ' (see “{record}”, row {row})',
  values_missing: '{count} records have no value in {field:this field} and need one at their next save',
  values_binned: '{count} records have a value here. It is kept: the same kind of field brings it back',
  values_without_option: '{count} records use an option that was removed',
  values_refused:
    '{count} records have a {field:value} beyond the new limits; it must be corrected when it is changed',
  records_refused: '{count} records fail this check; they must be corrected when its fields are changed',
  references_outside: '{count} records have a {field:value} outside the new range; what is chosen stays',
  at_least: 'At least ',
  definition_created: 'Adds “{name}”',
  definition_changed: 'Changes “{name}”',
  app_installed:
    'Installs the app “{name}”: {forms} forms, {views} views, {dashboards} dashboards, {roles} roles',
  app_upgraded: 'Upgrades the app “{name}” from {from} to {to}',
  sample_records: 'Adds {count} sample records and {members} sample members',
  unreadable_file: '“{file}” is not valid JSON: {detail}',
  platform_too_old: 'The template needs platform {range}, this is {version}',
  sample_unknown_form: 'The sample data “{name}” has no form',
  sample_unknown_ref: 'The sample record “{name}” does not exist, or records refer to each other in a circle',
  sample_unknown_member: 'There is no sample member “{name}”',
  sample_wrong_moment: '“{value}” is not a relative time',
};

/** What publishing or installing does, and what can be wrong with a template. */
export const effectTexts = { zh, en };
