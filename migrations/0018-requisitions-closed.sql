-- Requisitions say which posts are vacant: like every table behind a release they are empty for researchers (0015).

create policy not_for_researchers on requisition as restrictive to muster_app
	using ((select coalesce(current_setting('app.reads', true), '')) <> 'releases');
