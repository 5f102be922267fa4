-- An import that stopped or waits while nobody looks is easily forgotten: the Data page names those that were not
-- opened since they came to where they stand.

-- The stage at which an analyst last opened the draft; null while nobody has.
alter table dataset_version add column stage_seen text;
