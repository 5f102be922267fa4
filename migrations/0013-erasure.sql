-- Erasing one person. The list of those who were erased holds the keyed hash alone, so that a later file or a restored
-- backup does not bring them back; nobody is taken off it by the application. A version from which rows were taken
-- gets another revision: whatever was kept of it in memory or on disk is asked for by its revision, and so never again.

create table erased_person (
	organisation_id uuid not null references organisation (id) on delete cascade,
	person_key bytea not null check (length(person_key) = 16),
	erased_at timestamptz not null default now(),
	account_id uuid,
	primary key (organisation_id, person_key)
);

alter table erased_person enable row level security;
alter table erased_person force row level security;
create policy same_organisation on erased_person to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant select, insert on erased_person to muster_app;

alter table dataset_version add column revision text not null default 'first' check (revision ~ '^[0-9a-z]{1,32}$');
