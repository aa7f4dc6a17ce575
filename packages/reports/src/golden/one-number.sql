SELECT g.p0, sum(g.p0) OVER () AS t0
FROM (SELECT count(*) AS p0
FROM "ws_test"."crm__deal" AS t0
WHERE t0._deleted_at IS NULL) AS "g"
LIMIT 1001
-- []
