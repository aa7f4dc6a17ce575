(SELECT (SELECT t2."name"
FROM "ws_test"."shop__region" AS t2
WHERE t2._id = t1."region"
AND t2._deleted_at IS NULL)
FROM "ws_test"."shop__customer" AS t1
WHERE t1._id = t0."customer"
AND t1._deleted_at IS NULL)
-- []
