import type { OwnerSql } from './owner.ts';

/** Holds back, in the database, whatever is about to write into a table, so that a fault meets it just there. */
export interface Gate {
	/** Resolves when somebody stands before it. */
	reached(): Promise<void>;
	open(): Promise<void>;
}

/** Closes a gate before the inserts into `table`. `owner` must be a single connection, and stay open. */
export async function closeGate(owner: OwnerSql, table: string): Promise<Gate> {
	await owner`create or replace function test_gate() returns trigger language plpgsql as
		'begin perform pg_advisory_xact_lock_shared(tg_relid::bigint); return null; end'`;
	await owner`create or replace trigger test_gate before insert on ${owner(table)}
		for each statement execute function test_gate()`;
	const [{ key }] = await owner<{ key: string }[]>`select ${table}::regclass::oid::text as key`;
	await owner`select pg_advisory_lock(${key}::bigint)`;
	return {
		async reached() {
			for (;;) {
				const waiting = await owner`select from pg_locks where locktype = 'advisory' and not granted
					and objid = ${key}::oid and database = (select oid from pg_database where datname = current_database())`;
				if (waiting.count > 0) return;
				await owner`select pg_sleep(0.01)`;
			}
		},
		async open() {
			await owner`select pg_advisory_unlock(${key}::bigint)`;
		}
	};
}
