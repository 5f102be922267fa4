-- What people keep beside the data: addresses under a name, notes on what a page shows, and rules that watch it.

-- A view is a page of the organisation with its filters; `pins` freezes it to versions, null follows the newest data.
create table saved_view (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	name text not null check (length(name) between 1 and 120),
	page text not null check (page ~ '^[a-z-]{1,40}(/[^?#\s]{1,200})?$'),
	query text not null check (length(query) <= 4000),
	pins text check (length(pins) <= 1000),
	account_id uuid,
	created_at timestamptz not null default now(),
	primary key (organisation_id, id),
	unique (organisation_id, page, name)
);

create table note (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	-- On an event, on a role below its minimum, or on a figure of the page.
	subject_kind text not null check (subject_kind in ('event', 'breach', 'figure')),
	subject text not null check (length(subject) between 1 and 200),
	page text not null check (page ~ '^[a-z-]{1,40}$'),
	body text not null check (length(body) between 1 and 2000),
	owner_id uuid,
	due_on date,
	done_at timestamptz,
	account_id uuid,
	created_at timestamptz not null default now(),
	primary key (organisation_id, id)
);

create table watch_rule (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	kind text not null check (kind in ('below-minimum', 'no-slack', 'vacancy', 'version-change')),
	-- Days a post is vacant before the rule speaks.
	days integer check (days between 1 and 3650),
	account_id uuid,
	created_at timestamptz not null default now(),
	primary key (organisation_id, id),
	unique (organisation_id, kind)
);

-- One row a crossing. The key decides who found it: whichever process comes second inserts nothing and says nothing.
create table watch_finding (
	organisation_id uuid not null,
	rule_id uuid not null,
	crossing text not null check (length(crossing) between 1 and 500),
	details jsonb not null,
	found_at timestamptz not null default now(),
	primary key (organisation_id, rule_id, crossing),
	foreign key (organisation_id, rule_id) references watch_rule (organisation_id, id) on delete cascade
);

do $$
declare
	name text;
begin
	foreach name in array array['saved_view', 'note', 'watch_rule', 'watch_finding'] loop
		execute format('alter table %I enable row level security', name);
		execute format('alter table %I force row level security', name);
		execute format('create policy same_organisation on %I to muster_app
			using (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))
			with check (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))', name);
		-- Like every table behind a release they are empty for researchers (0015).
		execute format('create policy not_for_researchers on %I as restrictive to muster_app
			using ((select coalesce(current_setting(''app.reads'', true), '''')) <> ''releases'')', name);
		execute format('grant select, insert, update, delete on %I to muster_app', name);
	end loop;
end $$;
