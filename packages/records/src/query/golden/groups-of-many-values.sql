SELECT r.depth, r.records, r.k0, r.k1, r.p0_0 AS t0
FROM (SELECT 0 AS depth, NULL::text AS k0, NULL::text AS k1, count(*) AS records, count(DISTINCT t0."name") AS p0_0
FROM "ws_test"."crm__customer" AS t0
WHERE t0._deleted_at IS NULL
AND ((t0._owner_id = $1::uuid))
UNION ALL SELECT 1 AS depth, u0.value AS k0, NULL::text AS k1, count(*) AS records, count(DISTINCT t0."name") AS p0_0
FROM "ws_test"."crm__customer" AS t0 LEFT JOIN LATERAL unnest(t0."tags") AS u0(value) ON true
WHERE t0._deleted_at IS NULL
AND ((t0._owner_id = $2::uuid))
GROUP BY 2
UNION ALL SELECT 2 AS depth, u0.value AS k0, t0."grade" AS k1, count(*) AS records, count(DISTINCT t0."name") AS p0_0
FROM "ws_test"."crm__customer" AS t0 LEFT JOIN LATERAL unnest(t0."tags") AS u0(value) ON true
WHERE t0._deleted_at IS NULL
AND ((t0._owner_id = $3::uuid))
GROUP BY 2, 3) AS "r"
ORDER BY r.depth > 0, r.k0 IS NULL, array_position($4::text[], r.k0) ASC NULLS LAST, r.k0 ASC NULLS LAST, r.depth > 1, r.k1 IS NULL, array_position($5::text[], r.k1) ASC NULLS LAST, r.k1 ASC NULLS LAST
LIMIT 502