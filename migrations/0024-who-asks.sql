-- Every request asks whose session it has, where that account is a member, and for a kept page which act of the audit log
-- was the last to change a figure. Asked one after the other that took sixteen exchanges with the database; here they are
-- one, and requests that come at the same time share it. Each is answered under the policies of its own account.

create function who_asks(asked jsonb, fresh_minutes integer, without_effect text[]) returns setof jsonb
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
	effect bigint;
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
				(max(o.id::text) filter (where o.slug = ask ->> 'slug' and o.kind = 'tenant'))::uuid
			into organisations, here
			from (
				select o.id, o.slug, o.name, o.is_sample, o.kind, array_agg(m.role order by m.role) as roles
				from public.organisation o join public.membership m on m.organisation_id = o.id
				where m.account_id = who.account_id group by o.id
			) o;
		effect := null;
		if here is not null and (ask ->> 'wantsEffect')::boolean then
			perform set_config('app.organisation', here::text, true);
			effect := coalesce((
				select e.position from public.audit_entry e
				where e.organisation_id = here and e.action <> all (without_effect)
				order by e.position desc limit 1
			), 0);
		end if;
		return next jsonb_build_object(
			'session', jsonb_build_object('id', who.id, 'accountId', who.account_id, 'email', who.email,
				'displayName', who.display_name, 'isFresh', who.is_fresh,
				'expiresAt', floor(extract(epoch from who.expires_at) * 1000)),
			'organisations', organisations,
			'here', here,
			'effect', effect);
	end loop;
end
$$;
grant execute on function who_asks(jsonb, integer, text[]) to muster_app;
