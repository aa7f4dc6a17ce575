SELECT g.d0, g.d1, (SELECT t3."name"
FROM "ws_test"."crm__company" AS t3
WHERE t3._deleted_at IS NULL AND ((t3."industry" IS DISTINCT FROM $1::text)) AND t3._id = g.d1) COLLATE "und-x-icu" AS n1, g.d2, (SELECT t4.name
FROM "ws_test"."member" AS t4
WHERE t4.id = g.d2) COLLATE "und-x-icu" AS n2, g.d3, g.p0, sum(g.p0) OVER () AS t0
FROM (SELECT t2."industry" AS d0, t1._id AS d1, t0."seller" AS d2, t0."city" AS d3, coalesce(sum(t1."staff"), 0) AS p0
FROM "ws_test"."crm__deal" AS t0
LEFT JOIN "ws_test"."crm__company" AS t1 ON t1._id = t0."company" AND t1._deleted_at IS NULL AND ((t1."industry" IS DISTINCT FROM $2::text))
LEFT JOIN "ws_test"."crm__company" AS t2 ON t2._id = t1."parent" AND t2._deleted_at IS NULL AND ((t2."industry" IS DISTINCT FROM $3::text))
WHERE t0._deleted_at IS NULL AND ((t0._owner_id = $4::uuid))
GROUP BY 1, 2, 3, 4) AS "g"
ORDER BY array_position($5::text[], g.d0) ASC NULLS LAST, g.d0 ASC NULLS LAST, g.p0 DESC NULLS LAST, n1 ASC NULLS LAST, g.d1 ASC NULLS LAST, n2 ASC NULLS LAST, g.d2 ASC NULLS LAST, g.d3 COLLATE "und-x-icu" ASC NULLS LAST, g.d3 ASC NULLS LAST
LIMIT 21
-- ["secret","secret","secret","01900000-0000-7000-8000-0000000000a1",["it","steel","secret"]]
