-- Two tables of the same figure, one shown before a correction and one after it, can be subtracted: the difference may be
-- one person. So what executives were shown of a figure is kept, and a count that differs too little from one shown
-- before is hidden. Rows hold counts as they were shown, of nobody in particular: they outlive the versions they came
-- from, since whoever saw them may have kept them, and go with the organisation.

create table executive_shown (
	organisation_id uuid not null references organisation (id) on delete cascade,
	figure text not null check (length(figure) between 1 and 500),
	part text not null check (length(part) between 1 and 200),
	-- Of the threshold and the counts themselves: the same counts are always shown in the same way, whatever version, role
	-- rule or erasure brought them about.
	fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
	content jsonb not null,
	shown_at timestamptz not null default now(),
	primary key (organisation_id, figure, part, fingerprint)
);
alter table executive_shown enable row level security;
alter table executive_shown force row level security;
create policy same_organisation on executive_shown to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy not_for_researchers on executive_shown as restrictive to muster_app
	using ((select coalesce(current_setting('app.reads', true), '')) <> 'releases');
-- What was shown cannot be made unshown.
grant select, insert on executive_shown to muster_app;
