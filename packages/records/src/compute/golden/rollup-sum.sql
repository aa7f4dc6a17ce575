trim_scale(round((SELECT coalesce(sum(t1."amount"), 0)
FROM "ws_test"."shop__deal" AS t1
WHERE t1."customer" = t0._id
AND t1._deleted_at IS NULL
AND (t1."stage" = $1::text)), 2))
-- ["won"]
