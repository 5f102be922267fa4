-- Who may sign in and where. These tables are read before an organisation is known, so they carry
-- no tenant policy; only sessions, passwords and membership code reaches them.

create table organisation (
	id uuid primary key,
	slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
	name text not null check (length(name) between 1 and 200),
	kind text not null default 'tenant' check (kind in ('tenant', 'library')),
	is_sample boolean not null default false,
	-- The language of invitations, and of pages for readers whose browser asks for neither.
	language text not null default 'en' check (language in ('en', 'fr')),
	created_at timestamptz not null default now()
);
-- At most one public library.
create unique index organisation_one_library on organisation (kind) where kind = 'library';

create table account (
	id uuid primary key,
	email text not null unique check (email = lower(email) and length(email) <= 320),
	display_name text not null check (length(display_name) between 1 and 200),
	password_hash text not null,
	created_at timestamptz not null default now(),
	disabled_at timestamptz
);

-- An account holds one or more of the four roles in each organisation it belongs to.
create table membership (
	organisation_id uuid not null references organisation (id) on delete cascade,
	account_id uuid not null references account (id) on delete cascade,
	role text not null check (role in ('administrator', 'analyst', 'executive', 'researcher')),
	granted_at timestamptz not null default now(),
	primary key (organisation_id, account_id, role)
);
create index membership_account on membership (account_id);

-- A link with which one person joins: single use, short-lived, hashed at rest. An administrator never
-- chooses anybody's password.
create table invitation (
	organisation_id uuid not null references organisation (id) on delete cascade,
	id uuid not null,
	email text not null check (email = lower(email) and length(email) <= 320),
	display_name text not null check (length(display_name) between 1 and 200),
	roles text[] not null check (cardinality(roles) > 0
		and roles <@ array['administrator', 'analyst', 'executive', 'researcher']),
	token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
	created_by uuid,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	accepted_at timestamptz,
	primary key (organisation_id, id)
);
create unique index invitation_open on invitation (organisation_id, email) where accepted_at is null;

-- The id is the SHA-256 of the token in hex; the check makes a raw token impossible to store.
create table session (
	id text primary key check (id ~ '^[0-9a-f]{64}$'),
	account_id uuid not null references account (id) on delete cascade,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	absolute_expires_at timestamptz not null,
	reauthenticated_at timestamptz not null default now(),
	address text,
	user_agent text
);
create index session_account on session (account_id);

-- One row for ever: once closed_at is set the set-up link is gone for good.
create table setup (
	only_row boolean primary key default true check (only_row),
	token_hash text check (token_hash ~ '^[0-9a-f]{64}$'),
	created_at timestamptz not null default now(),
	closed_at timestamptz
);
insert into setup default values;

create table rate_limit (
	key text not null check (length(key) <= 200),
	window_started_at timestamptz not null,
	used integer not null,
	primary key (key, window_started_at)
);

-- Sign-ins, refusals and other acts that belong to no organisation. No e-mail, no cell contents.
create table security_event (
	id bigint generated always as identity primary key,
	occurred_at timestamptz not null default now(),
	action text not null,
	result text not null,
	account_id uuid,
	address text,
	request_id text
);
