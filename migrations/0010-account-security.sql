-- Ways back into an account and a second factor. Tokens and codes are stored as SHA-256 only; the secret of the second
-- factor is sealed under a key that is not in the database.

-- One link an account; a new one takes the place of the former.
create table password_reset (
	account_id uuid primary key references account (id) on delete cascade,
	token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
	created_at timestamptz not null default now(),
	expires_at timestamptz not null
);

-- Not in force before a first code was right. The last step used makes a code good for one sign-in.
create table second_factor (
	account_id uuid primary key references account (id) on delete cascade,
	secret jsonb not null,
	confirmed_at timestamptz,
	last_step bigint not null default 0
);

create table recovery_code (
	account_id uuid not null references second_factor (account_id) on delete cascade,
	code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
	primary key (account_id, code_hash)
);

-- The password was right, the code is still missing.
create table pending_sign_in (
	id text primary key check (id ~ '^[0-9a-f]{64}$'),
	account_id uuid not null references account (id) on delete cascade,
	expires_at timestamptz not null,
	tries integer not null default 0
);
create index pending_sign_in_account on pending_sign_in (account_id);

grant select, insert, update, delete on password_reset, second_factor, recovery_code, pending_sign_in to muster_app;
