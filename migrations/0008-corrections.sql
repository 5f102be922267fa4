-- What analysts correct in an uploaded file before it is published, and what the check groups for them. The file itself
-- is never changed: corrections are applied whenever it is read, in their order, and the last one can be taken back.
-- A version chosen again from the history is written down as 'restore', beside undo.

create table import_correction (
	organisation_id uuid not null,
	version_id uuid not null,
	position integer not null,
	-- What was corrected, sealed: it quotes the file.
	content jsonb not null,
	account_id uuid,
	created_at timestamptz not null default now(),
	primary key (organisation_id, version_id, position),
	foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade
);

alter table import_correction enable row level security;
alter table import_correction force row level security;
create policy same_organisation on import_correction to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant select, insert, update, delete on import_correction to muster_app;

-- Findings by column and value, sealed for the same reason, and gone with the raw file.
alter table dataset_version add column findings jsonb;

alter table publication drop constraint publication_act_check;
alter table publication add constraint publication_act_check check (act in ('publish', 'undo', 'restore', 'withdraw'));
