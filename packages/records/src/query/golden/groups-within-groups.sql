SELECT r.depth, r.records, r.k0, r.k1, r.p0_0 / nullif(r.p0_1, 0) AS t0, r.p1_0 AS t1
FROM (SELECT CASE GROUPING(g.k0, g.k1) WHEN 3 THEN 0 WHEN 1 THEN 1 WHEN 0 THEN 2 END AS depth, g.k0, g.k1, coalesce(sum(g.records), 0) AS records, sum(g.p0_0) AS p0_0, sum(g.p0_1) AS p0_1, max(g.p1_0) AS p1_0
FROM (SELECT 2 AS depth, t0."customer" AS k0, date_trunc('month', t0."closes"::timestamp)::date AS k1, count(*) AS records, sum(t0."amount") AS p0_0, count(t0."amount") AS p0_1, max(t0."seen") AS p1_0
FROM "ws_test"."crm__deal" AS t0
WHERE t0._deleted_at IS NULL
AND ((t0._owner_id = $1::uuid))
GROUP BY 2, 3) AS "g"
GROUP BY GROUPING SETS ((), (g.k0), (g.k0, g.k1))) AS "r"
ORDER BY r.depth > 0, r.k0 IS NULL, (SELECT t1."name"
FROM "ws_test"."crm__customer" AS t1
WHERE t1._deleted_at IS NULL
AND ((t1._owner_id = $2::uuid))
AND t1._id = r.k0) COLLATE "zh-x-icu" ASC NULLS LAST, r.k0, r.depth > 1, r.k1 IS NULL, max(r.records) FILTER (WHERE r.depth = 2) OVER (PARTITION BY r.depth > 1, r.k0, r.k1) ASC NULLS LAST, r.k1
LIMIT 502