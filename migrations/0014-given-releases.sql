-- Releases that an administrator has given to the public library: everybody may read these, and no other row of the
-- organisation. Withdrawing one takes its row away again; the release itself stays as it is.

create table release_given (
	organisation_id uuid not null,
	release_id uuid not null,
	given_at timestamptz not null default now(),
	account_id uuid,
	primary key (organisation_id, release_id),
	foreign key (organisation_id, release_id) references release (organisation_id, id) on delete cascade
);

alter table release_given enable row level security;
alter table release_given force row level security;
create policy same_organisation on release_given to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant select, insert, delete on release_given to muster_app;

-- Only where the library is read, as its readers do: no organisation sees the given releases of another in its own pages.
create policy in_the_library on release_given for select to muster_app
	using ((select nullif(current_setting('app.organisation', true), '')::uuid)
		= (select id from organisation where kind = 'library'));
create policy in_the_library on release for select to muster_app
	using ((select nullif(current_setting('app.organisation', true), '')::uuid)
			= (select id from organisation where kind = 'library')
		and exists (select 1 from release_given g where g.organisation_id = release.organisation_id
			and g.release_id = release.id));
