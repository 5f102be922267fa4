-- Imports of all organisations share a number of places, whichever process reads them: one that finds none free waits
-- here for its turn. A row lives as long as an import waits or is read, and whoever it belongs to says each second that
-- he is alive. No organisation is named: 'party' only tells those of one organisation from those of others, so that the
-- table needs no reader's organisation, as rate_limit does not.

create table import_place (
	draft_id uuid primary key,
	party text not null check (length(party) between 1 and 64),
	-- Imports of one organisation stand in rounds that follow each other; the lowest round is next.
	round integer not null,
	asked bigint generated always as identity,
	started_at timestamptz,
	seen_at timestamptz not null default now()
);
grant select, insert, update, delete on import_place to muster_app;
