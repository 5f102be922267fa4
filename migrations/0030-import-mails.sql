-- Who sent in a file that takes long is told by mail when it waits for an answer, was checked, was published or stopped.

-- When the last piece of work on a draft began and ended: only what took long, and nobody has opened since, is told of.
alter table dataset_version add column work_began_at timestamptz, add column work_ended_at timestamptz;
alter table dataset_version alter column work_began_at set default now();

-- The language in which a member chose is the one in which they are written to.
alter table mail_wish add column imports boolean not null default false,
	add column language text check (language in ('en', 'fr'));

-- A mail about an import names its dataset when it is sent, and is gone with the draft.
alter table outgoing_mail drop constraint outgoing_mail_kind_check;
alter table outgoing_mail add constraint outgoing_mail_kind_check
	check (kind in ('invitation', 'password-reset', 'watch', 'brief', 'import'));
alter table outgoing_mail add column version_id uuid,
	add column import_state text check (import_state in ('asking', 'checked', 'published', 'stopped')),
	add foreign key (organisation_id, version_id) references dataset_version (organisation_id, id) on delete cascade,
	add check ((kind = 'import') = (version_id is not null and import_state is not null));
