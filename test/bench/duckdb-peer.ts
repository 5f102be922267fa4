import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';

export interface DuckFunction {
	functionId: string;
	roleFamily: string;
}
export interface DuckCoverage {
	functionId: string;
	qualified: number;
	qualifiedBefore: number;
	changes: number;
}
export interface DuckHeadcount {
	date: string;
	role: string;
	headcount: number;
	hires: number;
	separations: number;
}

/** DuckDB in process with the roster in a typed table, the role of each row resolved, dates as days. */
export async function openDuck(roster: string, roles: { title: string; department: string; role: string }[]) {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	await connection.run('create table role_of (title text, department text, role text)');
	const appender = await connection.createAppender('role_of');
	for (const { title, department, role } of roles) {
		for (const text of [title, department, role]) appender.appendVarchar(text);
		appender.endRow();
	}
	appender.closeSync();
	// An enum is DuckDB's fastest text to group by.
	await connection.run('create type role_name as enum (select distinct role from role_of order by role)');
	await connection.run(
		`create table roster as select person_id, hire_date, exit_date, last_working_day, role::role_name as role
		from read_csv($1, header = true, nullstr = '', types = {'person_id': 'VARCHAR', 'hire_date': 'DATE',
			'exit_date': 'DATE', 'last_working_day': 'DATE', 'notice_date': 'DATE', 'fte': 'DOUBLE'}) as file
		left join role_of on title = job_title and role_of.department = file.department`,
		[roster]
	);
	return connection;
}

/** Qualified people of each function on two days, and how often the number changed between `from` and `on`. */
export async function duckCoverage(
	connection: DuckDBConnection,
	functions: DuckFunction[],
	days: { from: string; before: string; on: string }
): Promise<DuckCoverage[]> {
	await connection.run('create or replace temp table wanted (function_id text, role role_name)');
	for (const { functionId, roleFamily } of functions)
		await connection.run('insert into wanted values ($1, $2)', [functionId, roleFamily]);
	const reader = await connection.runAndReadAll(
		`with step as (
			select role, day, sum(change) as change from (
				select role, hire_date as day, 1 as change from roster
				union all
				select role, coalesce(last_working_day, exit_date) + 1, -1 from roster where exit_date is not null
			) group by role, day
		), level as (
			select role, day, sum(change) over (partition by role order by day) as qualified, change from step
		)
		select function_id,
			max_by(qualified, day) filter (where day <= $1::date) as on_day,
			max_by(qualified, day) filter (where day <= $2::date) as before_day,
			count(*) filter (where change <> 0 and day > $3::date and day <= $1::date) as changes
		from wanted join level using (role) group by function_id order by function_id`,
		[days.on, days.before, days.from]
	);
	return reader.getRows().map(([functionId, on, before, changes]) => ({
		functionId: String(functionId),
		qualified: Number(on),
		qualifiedBefore: Number(before),
		changes: Number(changes)
	}));
}

/** Headcount, hires and separations of each role by month end. */
export async function duckHeadcount(
	connection: DuckDBConnection,
	months: { from: string; to: string }
): Promise<DuckHeadcount[]> {
	const reader = await connection.runAndReadAll(
		`with change as (
			select role, last_day(hire_date) as month, count(*) as hires, 0 as separations, 0 as gone from roster group by all
			union all
			select role, last_day(exit_date), 0, count(*), 0 from roster where exit_date is not null group by all
			union all
			select role, last_day((exit_date + 1)::date), 0, 0, count(*) from roster where exit_date is not null group by all
			union all
			select role, last_day(month::date), 0, 0, 0
			from (select distinct role from roster), range($1::date, $2::date, interval 1 month) as months(month)
		), month as (
			select role, month, sum(hires) as hires, sum(separations) as separations, sum(gone) as gone
			from change group by all
		), level as (
			select *, sum(hires - gone) over (partition by role order by month) as headcount from month
		)
		select strftime(month, '%Y-%m-%d'), role, headcount, hires, separations from level
		where month between $1::date and $2::date order by month, role`,
		[months.from, months.to]
	);
	return reader.getRows().map(([date, role, headcount, hires, separations]) => ({
		date: String(date),
		role: String(role),
		headcount: Number(headcount),
		hires: Number(hires),
		separations: Number(separations)
	}));
}
