-- An import that stopped or waits while nobody looks is easily forgotten: the Data page names those that were not
-- opened since they came to where they stand.

-- When an analyst last opened the draft; null again as soon as its stage is another one, whoever changed it.
alter table dataset_version add column stage_seen_at timestamptz;

create function forget_seen_stage() returns trigger
	language plpgsql as $$
begin
	new.stage_seen_at := null;
	return new;
end;
$$;

create trigger forget_seen_stage before update of stage on dataset_version
	for each row when (old.stage is distinct from new.stage) execute function forget_seen_stage();
