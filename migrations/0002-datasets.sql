-- What was uploaded: datasets, their immutable versions, issues found, and the columns cached from
-- published rows. Every tenant table has the organisation first in its keys (see 0006 for policies).

create table dataset (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	kind text not null,
	name text not null check (length(name) between 1 and 200),
	-- The library case the dataset belongs to; null outside the library.
	case_id text,
	-- For ultimatum-responses: the event_id (of the events dataset) that was answered.
	event_id text,
	published_version_id uuid,
	created_at timestamptz not null default now(),
	primary key (organisation_id, id),
	unique (organisation_id, kind, name)
);

-- A version is one import. draft -> published -> superseded; undo publishes a former version again.
create table dataset_version (
	organisation_id uuid not null,
	id uuid not null,
	dataset_id uuid not null,
	-- 1, 2, 3 … as published; drafts count down from -1 until then.
	number integer not null,
	state text not null check (state in ('draft', 'published', 'superseded', 'discarded')),
	mode text not null default 'replace' check (mode in ('replace', 'append', 'correct')),
	-- Where a draft stands; meaningless once published.
	stage text not null check (stage in
		('receiving', 'reading', 'asking', 'checking', 'checked', 'publishing', 'done', 'failed', 'interrupted')),
	stage_note text,
	rows_done bigint not null default 0,
	rows_total bigint not null default 0,
	worker_heartbeat_at timestamptz,
	file_name text not null check (length(file_name) <= 300),
	file_hash text,
	file_size bigint,
	-- Random name of the encrypted raw file in the data folder; null once deleted.
	raw_file text,
	raw_file_until timestamptz,
	-- ImportPlan of src/lib/imports/plan.ts, as confirmed by the analyst.
	plan jsonb,
	-- Sealed, because both quote cells; gone with the raw file.
	questions jsonb,
	inspection jsonb,
	plan_hash text,
	as_of date,
	-- The table its rows are in; kinds with two layouts have two.
	row_table text,
	row_count bigint,
	excluded_count bigint,
	issue_counts jsonb not null default '{}',
	difference jsonb,
	-- The published version the difference was computed against.
	base_version_id uuid,
	content_hash text,
	created_by uuid,
	created_at timestamptz not null default now(),
	published_by uuid,
	published_at timestamptz,
	primary key (organisation_id, id),
	unique (organisation_id, dataset_id, number),
	foreign key (organisation_id, dataset_id) references dataset (organisation_id, id) on delete cascade
);
create index dataset_version_dataset on dataset_version (organisation_id, dataset_id, state);

-- Each act of publishing, undo included: the history a chart can be traced to.
create table publication (
	organisation_id uuid not null,
	id uuid not null,
	dataset_id uuid not null,
	version_id uuid not null,
	former_version_id uuid,
	act text not null check (act in ('publish', 'undo', 'withdraw')),
	account_id uuid,
	published_at timestamptz not null default now(),
	primary key (organisation_id, id),
	foreign key (organisation_id, dataset_id) references dataset (organisation_id, id) on delete cascade,
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

-- The first issues of each code with their place in the file; exact counts are in dataset_version.
create table import_issue (
	organisation_id uuid not null,
	version_id uuid not null,
	position integer not null,
	code text not null,
	severity text not null check (severity in ('fatal', 'ask', 'error', 'warning', 'info')),
	line integer,
	record integer,
	column_position integer,
	header text,
	field text,
	-- The cell and the parameters of the message, sealed: they quote the file.
	quoted jsonb not null,
	primary key (organisation_id, version_id, position),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

-- All answers given for a file with this header row, reused only when the header is identical.
create table mapping_profile (
	organisation_id uuid not null references organisation (id) on delete cascade,
	kind text not null,
	header_hash text not null,
	plan jsonb not null,
	used_at timestamptz not null default now(),
	primary key (organisation_id, kind, header_hash)
);

-- Dictionary-encoded columns of a version as Arrow IPC in parts of at most 1 MiB; a cache, rebuilt from rows.
create table column_snapshot (
	organisation_id uuid not null,
	version_id uuid not null,
	schema_hash text not null,
	part integer not null,
	bytes bytea not null,
	primary key (organisation_id, version_id, schema_hash, part),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);
