-- Rules of the watch are looked at in the background, and who wants it is told by mail.

-- Whose mornings and whose days count for what is done every day, week or month.
alter table organisation add column time_zone text not null default 'UTC' check (length(time_zone) between 1 and 60);

-- How far the rules have been looked at: up to which act of the audit log, and on which day. Whoever looks claims it; a
-- claim whose process died runs out.
create table watch_look (
	organisation_id uuid primary key references organisation (id) on delete cascade,
	position bigint not null default -1,
	day date,
	claim uuid,
	claimed_until timestamptz
);

-- What a member wants to be sent; a brief counts from the day it was chosen.
create table mail_wish (
	organisation_id uuid not null references organisation (id) on delete cascade,
	account_id uuid not null references account (id) on delete cascade,
	findings boolean not null default false,
	brief text check (brief in ('weekly', 'monthly')),
	chosen_at timestamptz not null default now(),
	primary key (organisation_id, account_id)
);

do $$
declare
	name text;
begin
	foreach name in array array['watch_look', 'mail_wish'] loop
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
