-- Mail that is to be sent. It is written in the transaction of the act it tells of and handed to the mail server later,
-- by whichever process claims it first: a mail outlives a restart, and no two processes send it.

create table outgoing_mail (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	kind text not null check (kind in ('invitation', 'password-reset', 'watch', 'brief')),
	-- What the mail tells of; a second mail with the same words is not written.
	occasion text not null check (length(occasion) between 1 and 200),
	-- Whom it goes to. The address is looked up when it is sent, so that it is nowhere twice, and a withdrawn invitation
	-- or a membership that ended takes the mail along.
	invitation_id uuid,
	account_id uuid references account (id) on delete cascade,
	-- The path of the link, sealed under a key that is not in the database; emptied as soon as nothing is left to send.
	link text,
	-- 'handed-over': the mail server may have it. Nothing is sent again from there, whatever happens.
	state text not null default 'waiting' check (state in ('waiting', 'claimed', 'handed-over', 'sent', 'uncertain',
		'given-up', 'dropped')),
	attempts integer not null default 0,
	due_at timestamptz not null default now(),
	valid_until timestamptz not null,
	claim uuid,
	claimed_until timestamptz,
	-- A code of the mail server or of the connection; never its words, which may repeat an address.
	problem text check (length(problem) <= 60),
	created_at timestamptz not null default now(),
	settled_at timestamptz,
	primary key (organisation_id, id),
	unique (organisation_id, occasion),
	foreign key (organisation_id, invitation_id) references invitation (organisation_id, id) on delete cascade,
	check (num_nonnulls(invitation_id, account_id) = 1),
	check ((state in ('claimed', 'handed-over')) = (claim is not null and claimed_until is not null))
);
create index outgoing_mail_open on outgoing_mail (organisation_id, due_at) where settled_at is null;

alter table outgoing_mail enable row level security;
alter table outgoing_mail force row level security;
create policy same_organisation on outgoing_mail to muster_app
	using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
	with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
-- Like every table behind a release it is empty for researchers (0015).
create policy not_for_researchers on outgoing_mail as restrictive to muster_app
	using ((select coalesce(current_setting('app.reads', true), '')) <> 'releases');
grant select, insert, update, delete on outgoing_mail to muster_app;
