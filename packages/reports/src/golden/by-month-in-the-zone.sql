SELECT g.d0, g.d1, g.p0, sum(g.p0) OVER () AS t0
FROM (SELECT date_trunc('month', t0."seen" AT TIME ZONE $1::text)::date AS d0, date_trunc('week', t0."closes"::timestamp)::date AS d1, count(*) AS p0
FROM "ws_test"."crm__deal" AS t0
WHERE t0._deleted_at IS NULL AND (t0."seen" >= (SELECT CASE WHEN _f.v BETWEEN '0001-01-02T00:00:00.000Z' AND '9999-12-30T23:59:59.999Z' THEN _f.v END
FROM (SELECT (date_trunc($2::text, ($3::timestamptz AT TIME ZONE $4::text)) AT TIME ZONE $5::text) AS v OFFSET 0) AS _f))
GROUP BY 1, 2) AS "g"
ORDER BY g.d0 ASC NULLS LAST, g.d1 ASC NULLS LAST
LIMIT 1001
-- ["Asia/Shanghai","year","2026-03-15T08:00:00.000Z","Asia/Shanghai","Asia/Shanghai"]
