-- Who an account is at the operator's identity provider. Connected by somebody who is signed in, never by an e-mail
-- address that the provider reports.
create table provider_identity (
	issuer text not null check (length(issuer) <= 500),
	subject text not null check (length(subject) <= 500),
	account_id uuid not null references account (id) on delete cascade,
	connected_at timestamptz not null default now(),
	primary key (issuer, subject)
);
create index provider_identity_account on provider_identity (account_id);

grant select, insert, update, delete on provider_identity to muster_app;
