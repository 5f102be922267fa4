-- Each entry of an organisation's audit log carries the hash of the one before it, so that a changed, added or missing
-- entry shows. The database fills the chain itself: the app role can only insert, and what it gives for the three
-- columns is overwritten. Entries of one organisation are written one after the other, from here to the commit.

alter table audit_entry
	add column position bigint,
	add column previous_hash bytea,
	add column hash bytea;

-- What is hashed: the former hash, then every field, as JSON. The time is microseconds, whatever zone the session has.
create function audit_entry_hash(entry audit_entry) returns bytea
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select sha256(entry.previous_hash || convert_to(jsonb_build_array(entry.organisation_id, entry.position, entry.id,
		(extract(epoch from entry.occurred_at) * 1000000)::bigint, entry.account_id, entry.action, entry.object_type,
		entry.object_id, entry.result, entry.details, entry.request_id)::text, 'UTF8'))
$$;

create function chain_audit_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
	former record;
begin
	perform pg_advisory_xact_lock(hashtextextended('audit ' || new.organisation_id::text, 0));
	select e.position, e.hash into former from public.audit_entry e
		where e.organisation_id = new.organisation_id order by e.position desc limit 1;
	new.position := coalesce(former.position, 0) + 1;
	new.previous_hash := coalesce(former.hash, '\x'::bytea);
	new.hash := public.audit_entry_hash(new);
	return new;
end
$$;

-- Entries from before: chained in the order in which they were written.
alter table audit_entry no force row level security;
do $$
declare
	entry audit_entry;
	former audit_entry;
begin
	for entry in select * from audit_entry order by organisation_id, sequence loop
		if former.organisation_id is distinct from entry.organisation_id then
			former := null;
		end if;
		entry.position := coalesce(former.position, 0) + 1;
		entry.previous_hash := coalesce(former.hash, '\x'::bytea);
		entry.hash := audit_entry_hash(entry);
		update audit_entry set position = entry.position, previous_hash = entry.previous_hash, hash = entry.hash
			where organisation_id = entry.organisation_id and id = entry.id;
		former := entry;
	end loop;
end
$$;
alter table audit_entry force row level security;

alter table audit_entry
	alter position set not null,
	alter previous_hash set not null,
	alter hash set not null,
	add constraint audit_entry_position unique (organisation_id, position);
create trigger chain_audit_entry before insert on audit_entry for each row execute function chain_audit_entry();

revoke all on function audit_entry_hash(audit_entry), chain_audit_entry() from public;
grant execute on function audit_entry_hash(audit_entry), chain_audit_entry() to muster_app;
