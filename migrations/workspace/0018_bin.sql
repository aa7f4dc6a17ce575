-- Views of members that were deleted lie in the bin for 30 days.
alter table personal_view add column deleted_at timestamptz(3);
