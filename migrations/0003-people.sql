-- Rows about people, always under a keyed hash (person_key). The id as the file spells it is kept
-- encrypted in person_identity, for analysts only. Names, e-mail, addresses, birth dates: nowhere.

-- Up to 16,384 people of a version a row: their keys in order, and their ids under one nonce.
create table person_identity (
	organisation_id uuid not null,
	version_id uuid not null,
	part integer not null,
	first_key bytea not null check (length(first_key) = 16),
	last_key bytea not null check (length(last_key) = 16),
	person_keys bytea not null check (length(person_keys) % 16 = 0),
	-- nonce, ends of the ids and cipher text as laid out by src/lib/server/person-keys.ts
	ids_encrypted bytea not null,
	primary key (organisation_id, version_id, part),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

-- The three tables below hold millions of rows a version. A foreign key to dataset_version would be looked up for each
-- of them and doubles the time of an import; whoever deletes an organisation also calls src/lib/server/person-rows.ts.

create table roster_spell (
	organisation_id uuid not null,
	version_id uuid not null,
	line integer not null,
	person_key bytea not null,
	hire_date date not null,
	exit_date date check (exit_date >= hire_date),
	last_working_day date,
	notice_date date,
	status text,
	separation_type text,
	separation_reason text,
	regretted boolean,
	job_title text,
	role_family text,
	level text,
	department text,
	division text,
	site text,
	country text,
	employment_type text,
	fte double precision,
	primary key (organisation_id, version_id, line)
);

create table ultimatum_response (
	organisation_id uuid not null,
	version_id uuid not null,
	line integer not null,
	person_key bytea not null,
	answer text not null check (answer in ('stay', 'leave')),
	responded_at timestamptz not null,
	primary key (organisation_id, version_id, line)
);

create table staffing_requirement (
	organisation_id uuid not null,
	version_id uuid not null,
	line integer not null,
	function_id text not null,
	name text not null,
	role_family text,
	required_min integer not null check (required_min >= 0),
	critical boolean,
	from_date date,
	owner text,
	source text,
	roles_on_call integer,
	sites integer,
	primary key (organisation_id, version_id, line),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

-- The second layout of staffing-requirements: who is qualified for which function.
create table qualification (
	organisation_id uuid not null,
	version_id uuid not null,
	line integer not null,
	person_key bytea not null,
	function_id text not null,
	level text,
	since date,
	primary key (organisation_id, version_id, line)
);
