-- A large version of a table about people gets a table of its own, filled by COPY and then made a child of that table:
-- COPY refuses tables with row-level security, and rows that go through a temporary table are written twice. While it
-- is filled the table is not committed, so only the transaction that made it can see it; the app role may insert there
-- and nothing else, and organisation and version are defaults it cannot set. Afterwards it may do nothing with the table
-- itself: rows are reached through the parent and its policy, and the table has the same policy should that ever change.

-- Name of the table of a version of the current organisation; a version of another one has another name.
create function row_store_name(parent text, version uuid) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select case when parent in ('roster_spell', 'ultimatum_response', 'qualification')
		then parent || '_' || md5(nullif(current_setting('app.organisation', true), '') || '/' || version::text) end
$$;

create function open_row_store(parent text, version uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	store text := public.row_store_name(parent, version);
	organisation uuid := nullif(current_setting('app.organisation', true), '')::uuid;
	columns text;
begin
	if store is null then
		raise exception 'There is no organisation, or % has no tables of versions.', parent;
	end if;
	execute format('create table public.%I (like public.%I including constraints)', store, parent);
	execute format('alter table public.%1$I alter organisation_id set default %2$L, alter version_id set default %3$L,
		add constraint one_version check (organisation_id = %2$L::uuid and version_id = %3$L::uuid)',
		store, organisation, version);
	select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
		where attrelid = format('public.%I', store)::regclass and attnum > 0 and not attisdropped
			and attname not in ('organisation_id', 'version_id');
	execute format('grant insert (%s) on public.%I to muster_app', columns, store);
	return store;
end
$$;

-- Ends the filling of the table and makes its rows rows of its parent; returns how many they are.
create function close_row_store(parent text, version uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	store text := public.row_store_name(parent, version);
	stored bigint;
begin
	execute format('revoke all on public.%I from muster_app', store);
	execute format('alter table public.%I add primary key (organisation_id, version_id, line)', store);
	execute format('select count(*) from public.%I', store) into stored;
	execute format('alter table public.%I enable row level security', store);
	execute format('alter table public.%I force row level security', store);
	execute format('create policy same_organisation on public.%I to muster_app
		using (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))
		with check (organisation_id = (select nullif(current_setting(''app.organisation'', true), '''')::uuid))', store);
	execute format('alter table public.%I inherit public.%I', store, parent);
	return stored;
end
$$;

-- Drops the table of a version of the current organisation, if it has one.
create function drop_row_store(parent text, version uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	store text := public.row_store_name(parent, version);
begin
	if store is not null and to_regclass(format('public.%I', store)) is not null then
		execute format('drop table public.%I', store);
	end if;
end
$$;

-- Drops the tables of all versions of the current organisation.
create function drop_row_stores() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	organisation uuid := nullif(current_setting('app.organisation', true), '')::uuid;
	store text;
begin
	for store in
		select c.relname from pg_inherits i
			join pg_class c on c.oid = i.inhrelid
			join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
			join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relnamespace = 'public'::regnamespace and pg_get_expr(d.adbin, d.adrelid) = format('%L::uuid', organisation)
	loop
		execute format('drop table public.%I', store);
	end loop;
end
$$;

revoke all on function row_store_name(text, uuid), open_row_store(text, uuid), close_row_store(text, uuid),
	drop_row_store(text, uuid), drop_row_stores() from public;
grant execute on function row_store_name(text, uuid), open_row_store(text, uuid), close_row_store(text, uuid),
	drop_row_store(text, uuid), drop_row_stores() to muster_app;

-- Encrypted and hashed bytes do not shrink, and columns are codes already: compressing them takes longer than the rest.
alter table column_snapshot alter bytes set storage external;
alter table person_identity alter person_keys set storage external, alter ids_encrypted set storage external;
