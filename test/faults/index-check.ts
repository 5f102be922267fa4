import type postgres from 'postgres';

/** One index as the check left it. */
export interface CheckedIndex {
	name: string;
	/** Rows the table has for it. */
	rows: number;
	/** Null where index and table agree. */
	fault: string | null;
}

/**
 * Reads every index of the product's tables, those of their long values included, and compares it with its table: as many
 * entries, with the same keys in the same order as sorting the table gives. Stands in for amcheck, which the embedded
 * server does not ship. `sql` is a superuser's; all of it is rolled back.
 */
export async function checkIndexes(sql: postgres.Sql): Promise<CheckedIndex[]> {
	let found: CheckedIndex[] = [];
	const over = new Error('rolled back');
	await sql
		.begin(async (tx) => {
			await tx`create function pg_temp.read_by(way text, source text) returns text language plpgsql as $$
				declare
					is_index text := case when way = 'index' then 'on' else 'off' end;
					is_table text := case when way = 'index' then 'off' else 'on' end;
					known text;
				begin
					perform set_config(name, is_index, true) from unnest(array['enable_indexscan', 'enable_indexonlyscan']) name;
					perform set_config(name, is_table, true) from unnest(array['enable_seqscan', 'enable_sort']) name;
					execute 'select count(*) || '' '' || coalesce(md5(string_agg(key, '','')), '''') from (' || source || ') s'
						into known;
					return known;
				end $$`;
			await tx`create function pg_temp.plan_of(source text) returns text language plpgsql as $$
				declare plan json;
				begin
					execute 'explain (format json) ' || source into plan;
					return plan::text;
				end $$`;
			await tx`create function pg_temp.checked() returns table (name text, rows integer, fault text)
				language plpgsql
				set enable_bitmapscan = off set enable_incremental_sort = off set max_parallel_workers_per_gather = 0
				as $$
				declare
					one record;
					source text;
					by_table text;
					by_index text;
				begin
					for one in
						select i.indexrelid as id, i.indrelid as owner, c.relname, i.indrelid::regclass::text as place, a.amname,
							(select string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' order by k)
								from generate_series(1, i.indnkeyatts::int) k) as keys,
							(select string_agg(pg_get_indexdef(i.indexrelid, k, true)
									|| case when i.indoption[k - 1] & 1 = 1 then ' desc' else '' end
									|| case when i.indoption[k - 1] & 2 = 2 then ' nulls first' else ' nulls last' end, ', ' order by k)
								from generate_series(1, i.indnkeyatts::int) k) as sorted,
							coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as wanted
						from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
							join pg_class t on t.oid = i.indrelid
						where c.relkind = 'i' and (t.relnamespace = 'public'::regnamespace or t.oid in
							(select reltoastrelid from pg_class where relnamespace = 'public'::regnamespace))
						order by c.relname
					loop
						-- The other indexes of the table are out of the way while this one is read.
						update pg_index set indisvalid = indexrelid = one.id where indrelid = one.owner;
						source := format('select row(%s)::text as key from %s where %s order by %s',
							one.keys, one.place, one.wanted, one.sorted);
						by_table := pg_temp.read_by('table', source);
						by_index := pg_temp.read_by('index', source);
						name := one.relname;
						rows := split_part(by_table, ' ', 1)::integer;
						fault := case
							when one.amname <> 'btree' then 'of a kind that is not checked: ' || one.amname
							when pg_temp.plan_of(source) not like '%"Index Name": "' || one.relname || '"%' then 'was not read'
							when by_table <> by_index then format('table %s, index %s', by_table, by_index) end;
						return next;
					end loop;
				end $$`;
			const rows = await tx<CheckedIndex[]>`select name, rows, fault from pg_temp.checked()`;
			found = [...rows];
			throw over;
		})
		.catch((failure: unknown) => {
			if (failure !== over) throw failure;
		});
	return found;
}
