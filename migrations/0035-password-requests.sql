-- Whoever asks for a new password gets one answer, known here or not. So nothing about accounts is looked up while it is
-- given: the wish is kept, and looked at in the next round.
create table password_request (
	id uuid primary key,
	-- The address asked for, sealed under a key that is not in the database: it may belong to nobody here.
	sealed_email text not null,
	created_at timestamptz not null default now()
);
-- Update, because whoever takes a wish locks its row.
grant select, insert, update, delete on password_request to muster_app;

alter table outgoing_mail drop constraint outgoing_mail_kind_check;
alter table outgoing_mail add constraint outgoing_mail_kind_check
	check (kind in ('invitation', 'password-reset', 'password-request', 'watch', 'brief', 'import'));
