(SELECT t1."title"
FROM "ws_test"."shop__deal" AS t1
WHERE t1."customer" = t0._id
AND t1._deleted_at IS NULL
AND t1."title" IS NOT NULL ORDER BY (t1._created_at, t1._id) LIMIT 1)
-- []
