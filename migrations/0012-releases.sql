-- What an organisation has cleared for its researchers: tables suppressed, rounded and audited once, and stored. Readers
-- get `release` only. What the audit found and the true totals, against which later releases are checked, stand apart.

create table release (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	event_id text not null,
	title text not null check (length(title) between 1 and 200),
	-- Tables as researchers see them: rounded counts, null for a hidden one.
	content jsonb not null,
	released_at timestamptz not null default now(),
	primary key (organisation_id, id),
	-- Two releases of the same answers could be subtracted from one another.
	unique (organisation_id, event_id)
);

create table release_audit (
	organisation_id uuid not null,
	release_id uuid not null,
	content jsonb not null,
	account_id uuid,
	primary key (organisation_id, release_id),
	foreign key (organisation_id, release_id) references release (organisation_id, id) on delete cascade
);

do $$
declare
	name text;
begin
	foreach name in array array['release', 'release_audit'] loop
		execute format('alter table %I enable row level security', name);
		execute format('alter table %I force row level security', name);
		execute format('create policy same_organisation on %I to muster_app
			using (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))
			with check (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))', name);
		-- A release is never changed: the same tables always give the same numbers.
		execute format('grant select, insert, delete on %I to muster_app', name);
	end loop;
end $$;
