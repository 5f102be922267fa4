-- The navigation of an analyst counts the imports that wait for one, and a kept page is named by them. Asked in the same
-- exchange as who it is that asks: a page that is kept then needs no other.
create or replace function who_asks(asked jsonb, fresh_minutes integer, without_effect text[]) returns setof jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
-- What is set below ends with the function, also inside a longer transaction.
set app.organisation = ''
set app.account = ''
set app.reads = ''
as $$
declare
	ask jsonb;
	who record;
	organisations jsonb;
	here uuid;
	is_analyst boolean;
	effect bigint;
	waiting jsonb;
begin
	for ask in select value from jsonb_array_elements(asked) loop
		perform set_config('app.organisation', '', true), set_config('app.account', '', true);
		select s.id, s.account_id, s.expires_at, a.email, a.display_name,
				s.reauthenticated_at > now() - make_interval(mins => fresh_minutes) as is_fresh
			into who
			from public.session s join public.account a on a.id = s.account_id
			where s.id = ask ->> 'session' and now() < least(s.expires_at, s.absolute_expires_at)
				and a.disabled_at is null;
		if not found then
			return next 'null'::jsonb;
			continue;
		end if;
		perform set_config('app.account', who.account_id::text, true);
		select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'isSample', o.is_sample,
					'roles', o.roles) order by o.name, o.slug), '[]'),
				(max(o.id::text) filter (where o.slug = ask ->> 'slug' and o.kind = 'tenant'))::uuid,
				coalesce(bool_or('analyst' = any (o.roles)) filter (where o.slug = ask ->> 'slug' and o.kind = 'tenant'), false)
			into organisations, here, is_analyst
			from (
				select o.id, o.slug, o.name, o.is_sample, o.kind, array_agg(m.role order by m.role) as roles
				from public.organisation o join public.membership m on m.organisation_id = o.id
				where m.account_id = who.account_id group by o.id
			) o;
		effect := null;
		waiting := null;
		if here is not null and (ask ->> 'wantsEffect')::boolean then
			perform set_config('app.organisation', here::text, true);
			effect := coalesce((
				select e.position from public.audit_entry e
				where e.organisation_id = here and e.action <> all (without_effect)
				order by e.position desc limit 1
			), 0);
			if is_analyst then
				waiting := coalesce((
					select jsonb_agg(v.id order by v.created_at, v.id) from public.dataset_version v
					where v.organisation_id = here and v.state = 'draft' and v.stage_seen is distinct from v.stage
						and v.stage in ('asking', 'checked', 'interrupted', 'failed')
				), '[]');
			end if;
		end if;
		return next jsonb_build_object(
			'session', jsonb_build_object('id', who.id, 'accountId', who.account_id, 'email', who.email,
				'displayName', who.display_name, 'isFresh', who.is_fresh,
				'expiresAt', floor(extract(epoch from who.expires_at) * 1000)),
			'organisations', organisations,
			'here', here,
			'effect', effect,
			'waiting', waiting);
	end loop;
end
$$;
