-- Openings for one person each, by role: when they were opened, accepted, started or cancelled. Nothing about people.

create table requisition (
	organisation_id uuid not null,
	version_id uuid not null,
	line integer not null,
	requisition_id text not null,
	role_family text,
	function_id text,
	site text,
	opened_on date not null,
	accepted_on date,
	starts_on date,
	cancelled_on date,
	note text,
	primary key (organisation_id, version_id, line),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

alter table requisition enable row level security;
alter table requisition force row level security;
create policy same_organisation on requisition to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant select, insert, update, delete on requisition to muster_app;
