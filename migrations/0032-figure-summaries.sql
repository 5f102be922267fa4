-- What an analyst wrote in place of the summary that is generated for a figure: one a figure and language.
create table figure_summary (
	organisation_id uuid not null references organisation (id) on delete cascade,
	figure text not null check (figure ~ '^[a-z-]{1,40}$'),
	language text not null check (language in ('en', 'fr')),
	body text not null check (length(body) between 1 and 600),
	-- Fingerprints of the figure it was written for, as analysts and as executives see it: beside any other number,
	-- filter or version the generated summary stands again.
	prints text[] not null check (cardinality(prints) between 1 and 2),
	-- The versions it was written for, in words.
	basis text not null check (length(basis) <= 2000),
	account_id uuid,
	written_at timestamptz not null default now(),
	primary key (organisation_id, figure, language)
);

alter table figure_summary enable row level security;
alter table figure_summary force row level security;
create policy same_organisation on figure_summary to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
-- Like every table behind a release it is empty for researchers (0015).
create policy not_for_researchers on figure_summary as restrictive to muster_app
	using ((select coalesce(current_setting('app.reads', true), '')) <> 'releases');
grant select, insert, update, delete on figure_summary to muster_app;
