trim_scale(round((SELECT round(sum(t1."amount") / nullif(count(t1."amount"), 0), 12)
FROM "ws_test"."shop__deal" AS t1
WHERE t1."customer" = t0._id
AND t1._deleted_at IS NULL), 2))
-- []
