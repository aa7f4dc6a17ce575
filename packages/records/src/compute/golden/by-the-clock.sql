trim_scale(round(($1::date - ((t0._created_at AT TIME ZONE $2::text)::date))::numeric, 0))
-- ["2026-03-01","Asia/Shanghai"]
