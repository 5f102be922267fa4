-- Transactions of researchers see releases and nothing behind them: no row about people, no dataset, no audit of a
-- release. The application marks such a transaction; whatever a query of it asks for, these tables are empty there.

do $$
declare
	t text;
begin
	foreach t in array array['dataset', 'dataset_version', 'publication', 'import_issue', 'import_correction',
		'mapping_profile', 'column_snapshot', 'person_identity', 'roster_spell', 'ultimatum_response',
		'staffing_requirement', 'qualification', 'event', 'executive_departure', 'incident', 'headcount_point',
		'team_impact', 'role_family', 'role_rule', 'invitation', 'erased_person', 'release_audit']
	loop
		execute format('create policy not_for_researchers on %I as restrictive to muster_app
			using ((select coalesce(current_setting(''app.reads'', true), '''')) <> ''releases'')', t);
	end loop;
end
$$;
