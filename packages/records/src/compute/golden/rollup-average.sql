trim_scale(round((SELECT avg(t1."amount")
FROM "ws_test"."shop__deal" AS t1
WHERE t1."customer" = t0._id
AND t1._deleted_at IS NULL), 2))
-- []
