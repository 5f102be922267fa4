-- Tenant isolation: row-level security enabled and forced on every table that has organisation_id,
-- and the grants of the app role, which owns nothing. The role muster_app exists before migrations run.

do $$
declare
	t text;
begin
	foreach t in array array['dataset', 'dataset_version', 'publication', 'import_issue', 'mapping_profile',
		'column_snapshot', 'person_identity', 'roster_spell', 'ultimatum_response', 'staffing_requirement',
		'qualification', 'event', 'executive_departure', 'incident', 'headcount_point', 'team_impact',
		'role_family', 'role_rule', 'audit_entry', 'membership', 'invitation']
	loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy same_organisation on %I to muster_app
			using (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))
			with check (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))', t);
	end loop;
end
$$;

-- An account may list its own memberships before it has chosen an organisation.
create policy own_memberships on membership for select to muster_app
	using (account_id = (select nullif(current_setting('app.account', true), '')::uuid));

grant usage on schema public to muster_app;
grant select, insert, update, delete on all tables in schema public to muster_app;
revoke update, delete on audit_entry, security_event, publication from muster_app;
revoke insert, delete on setup from muster_app;
revoke insert, update, delete on schema_migration from muster_app;
