-- How long an organisation keeps its data, by class, and for a dataset where it differs; no row or null is the default.
-- Sign-ins and refusals, which belong to no organisation and hold addresses, are deleted after a year: the app role may
-- not delete them itself, since the log is append-only for it, so a function does that and nothing else.

create table retention_rule (
	organisation_id uuid not null references organisation (id) on delete cascade,
	data_class text not null check (data_class in ('uploads', 'drafts', 'former-versions', 'datasets')),
	days integer check (days between 1 and 36500),
	primary key (organisation_id, data_class)
);

alter table retention_rule enable row level security;
alter table retention_rule force row level security;
create policy same_organisation on retention_rule to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy not_for_researchers on retention_rule as restrictive to muster_app
	using ((select coalesce(current_setting('app.reads', true), '')) <> 'releases');
grant select, insert, update, delete on retention_rule to muster_app;

alter table dataset add column retention_days integer check (retention_days between 1 and 36500);

create function forget_old_security_events() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	with gone as (delete from public.security_event where occurred_at < now() - interval '365 days' returning 1)
	select count(*) from gone
$$;
revoke all on function forget_old_security_events() from public;
grant execute on function forget_old_security_events() to muster_app;
