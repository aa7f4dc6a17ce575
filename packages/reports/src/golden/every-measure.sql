SELECT g.d0, g.p0, g.p1, g.p2, g.p3, g.p4, g.p5, g.p6, g.p7, sum(g.p0) OVER () AS t0, sum(g.p1) OVER () AS t1, sum(g.p2) OVER () AS t2, sum(g.p3) OVER () AS t3, min(g.p4) OVER () AS t4, max(g.p5) OVER () AS t5, sum(g.p7) OVER () AS t7
FROM (SELECT t0."stage" AS d0, count(*) AS p0, coalesce(sum(t0."amount"), 0) AS p1, coalesce(sum(t0."amount"), 0) AS p2, count(t0."amount") AS p3, min(t0."amount") AS p4, max(t0."amount") AS p5, count(DISTINCT t0."amount") AS p6, coalesce(sum(t0."amount") FILTER (WHERE (t0."stage" = $1::text)), 0) AS p7
FROM "ws_test"."crm__deal" AS t0
WHERE t0._deleted_at IS NULL
GROUP BY 1) AS "g"
ORDER BY g.p2 / nullif(g.p3, 0) DESC NULLS LAST, array_position($2::text[], g.d0) ASC NULLS LAST, g.d0 ASC NULLS LAST
LIMIT 1001
-- ["won",["open","quoted","won","lost","never"]]
