SELECT r."customer"
FROM "ws_test"."shop__deal" AS r
WHERE r._id IN (SELECT unnest($1::uuid[]))
UNION ALL
SELECT unnest($2::uuid[])
-- [["01900000-0000-7000-8000-000000000001"],["01900000-0000-7000-8000-000000000002"]]
