-- Role families with the rules that map job titles and departments to them, and the audit log.

create table role_family (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
	name_en text not null check (length(name_en) between 1 and 100),
	name_fr text not null check (length(name_fr) between 1 and 100),
	is_critical boolean not null default false,
	position integer not null,
	primary key (organisation_id, id)
);

-- The first rule, in order of position, whose words occur in the field decides.
create table role_rule (
	organisation_id uuid not null,
	id uuid not null,
	role_family_id text not null,
	position integer not null,
	field text not null check (field in ('job_title', 'department')),
	match text not null check (match in ('equals', 'starts', 'contains', 'word')),
	pattern text not null check (length(pattern) between 1 and 200),
	primary key (organisation_id, id),
	foreign key (organisation_id, role_family_id) references role_family (organisation_id, id) on delete cascade
);

-- Append-only for the app role, by grant.
create table audit_entry (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	sequence bigint generated always as identity,
	occurred_at timestamptz not null default now(),
	account_id uuid,
	action text not null,
	object_type text,
	object_id text,
	result text not null default 'done',
	details jsonb not null default '{}',
	request_id text,
	primary key (organisation_id, id)
);
create index audit_entry_order on audit_entry (organisation_id, sequence);
