WITH
guard AS (SELECT
FROM "ws_test"."meta"
WHERE meta_version = $1::bigint AND $32::uuid IS NULL),
n0 AS (INSERT INTO "ws_test"."counter" AS c (key, value)
SELECT $25::text, $29::bigint
FROM guard
ON CONFLICT (key) DO
UPDATE SET value = c.value + 1
RETURNING value),
saved AS (INSERT INTO "ws_test"."crm__deal" (_id, _version, _created_at, _created_by, _updated_at, _updated_by, _owner_id, _department_id, "title", "customer", "stage", "amount", "closes", "seen", "hot", "seller", "reason", "code", "number", _search, _pinyin)
SELECT $2::uuid, 1, $3::timestamptz, $4::uuid, $5::timestamptz, $6::uuid, $7::uuid, $8::uuid, $15::text, $16::uuid, $17::text, $18::numeric, $19::date, $20::timestamptz(3), $21::boolean, $22::uuid, $23::text, $24::text, $26::text || lpad(n0.value::text, greatest($27::int, length(n0.value::text)), '0') || $28::text, string_to_array($9::text, ' ') || ARRAY(SELECT DISTINCT token
FROM regexp_split_to_table($30::text || lpad(n0.value::text, greatest($27::int, length(n0.value::text)), '0') || $31::text, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+') AS word, generate_series(1, length(word)) AS i, LATERAL (VALUES (substr(word, i, 1)), (substr(word, i, 2)), (substr(word, i, 3))) AS part(token)
WHERE CASE length(token) WHEN 1 THEN ascii(token) > 127 WHEN 2 THEN true ELSE token ~ '^[0-9]{3}$' END), $14::text
FROM guard, n0
RETURNING _id, "number" AS "number"),
change AS (INSERT INTO "ws_test"."record_change" (id, form, record_id, version, at, actor, cause, op, accepted)
SELECT $12::uuid, 'crm:deal', _id, 1, $3::timestamptz, $4::uuid, $10::text, 'create', $13::jsonb
FROM saved),
event AS (INSERT INTO "ws_test"."outbox" (kind, payload)
SELECT 'record', $11::jsonb
FROM saved)
SELECT *
FROM saved