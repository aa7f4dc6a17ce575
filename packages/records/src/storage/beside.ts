/** A table with rows beside the records of forms. */
interface Beside {
  /** Its primary key. */
  readonly key: string;
  /** Columns with the ids of records that a row can't be without; none: a job sees to it that the record is gone. */
  readonly records: readonly string[];
}

/** What is kept beside records, by tables whose column `form` says "app:form". */
export const BESIDE_RECORDS: Readonly<Record<string, Beside>> = {
  record_change: { key: 'form, record_id, version, at, id', records: ['record_id'] },
  comment: { key: 'id', records: ['record_id'] },
  follow: { key: 'member_id, form, record_id', records: ['record_id'] },
  share_link: { key: 'id', records: ['record_id'] },
  likeness_due: { key: 'form, record_id', records: [] },
  twin: { key: 'form, a, b', records: ['a', 'b'] },
};

/** What is kept for forms, and little of it, by tables with the columns `app` and `form`. */
export const KEPT_FOR_FORMS = [
  'personal_view',
  'view_setting',
  'public_form',
  'api_secret',
  'record_draft',
  'public_submission',
  'purged_field',
  'batch',
  'import_job',
  'import_mapping',
];

/** Files that a form or a record is gone of wait for a record again, longer than any may: the next sweep takes them. */
export const LEFT_ALONE =
  "form = null, field = null, record_id = null, uploaded_by = null, created_at = 'epoch'";
