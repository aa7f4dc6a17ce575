SELECT t0._id AS "_id", t0._created_at AS "_created_at", t0._created_by AS "_created_by", t0._updated_at AS "_updated_at", t0._updated_by AS "_updated_by", t0._owner_id AS "_owner_id", t0._department_id AS "_department_id", t0._version AS _version, t0._deleted_at AS _deleted_at, t0."title" AS "title", t0."amount" AS "amount"
FROM "ws_test"."crm__deal" AS t0
WHERE t0._deleted_at IS NULL
AND ((t0._owner_id = $1::uuid))
AND ((SELECT t1."grade"
FROM "ws_test"."crm__customer" AS t1
WHERE t1._id = t0."customer"
AND t1._deleted_at IS NULL
AND ((t1._owner_id = $2::uuid))) = $3::text)
AND t0._search @> $4::text[]
AND ((strpos(lower(normalize(t0."title", NFKC) COLLATE "C"), $5::text) > 0) OR (strpos(lower(normalize(t0."number", NFKC) COLLATE "C"), $6::text) > 0))
AND (t0."amount", t0._id) < ($7::numeric, $8::uuid)
ORDER BY t0."amount" DESC, t0._id DESC
LIMIT 51