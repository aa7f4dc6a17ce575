WITH
guard AS (SELECT
FROM "ws_test"."meta"
WHERE meta_version = $1::bigint AND true),
saved AS (UPDATE "ws_test"."crm__deal" AS r SET "title" = $11::text, "stage" = $12::text, _owner_id = $13::uuid, _search = string_to_array($14::text, ' '), _pinyin = $15::text, _version = r._version + 1, _updated_at = $4::timestamptz, _updated_by = $5::uuid
FROM guard
WHERE r._id = $2::uuid AND r._version = $3::int AND r._deleted_at IS NULL AND r._owner_id = $16::uuid
RETURNING r._id, r._version),
change AS (INSERT INTO "ws_test"."record_change" (id, form, record_id, version, at, actor, cause, op, before, accepted)
SELECT $8::uuid, 'crm:deal', _id, _version, $4::timestamptz, $5::uuid, $6::text, 'update', $9::jsonb, $10::jsonb
FROM saved),
event AS (INSERT INTO "ws_test"."outbox" (kind, payload)
SELECT 'record', $7::jsonb
FROM saved)
SELECT _version
FROM saved