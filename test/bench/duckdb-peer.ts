import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** The generated company as DuckDB reads it: role of each title and department, and the minimums of the functions. */
export interface DuckCompany {
	roster: string;
	responses: string;
	roles: { title: string; department: string; role: string }[];
	functions: { functionId: string; roleFamily: string }[];
}

/** A question asked again and again: its rows as columns of plain values, in the order of the query. */
export type DuckQuestion = (values: Record<string, string>) => Promise<(string | number | null)[][]>;

/**
 * DuckDB in process with two threads and the company in tables of its own: dates as dates, words as enums (its fastest
 * text to group by), the role of each row resolved.
 */
export async function openDuck({ roster, responses, roles, functions }: DuckCompany): Promise<DuckDBConnection> {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	await connection.run('create table role_of (title text, department text, role text)');
	await connection.run('create table wanted_text (function_id text, role text)');
	await append(
		connection,
		'role_of',
		roles.map(({ title, department, role }) => [title, department, role])
	);
	await append(
		connection,
		'wanted_text',
		functions.map(({ functionId, roleFamily }) => [functionId, roleFamily])
	);
	const file = `read_csv($1, header = true, nullstr = '', types = {'person_id': 'VARCHAR', 'hire_date': 'DATE',
		'exit_date': 'DATE', 'last_working_day': 'DATE', 'notice_date': 'DATE', 'fte': 'DOUBLE'})`;
	await connection.run('create type role_name as enum (select distinct role from role_of order by role)');
	await connection.run('create table wanted as select function_id, role::role_name as role from wanted_text');
	await connection.run(`create type unit as enum (select distinct department from ${file} order by department)`, [
		roster
	]);
	await connection.run(
		`create type grade as enum (select distinct level from ${file} where level is not null order by level)`,
		[roster]
	);
	await connection.run(
		`create table person as select person_id as word, (row_number() over ())::integer as person
		from (select person_id from ${file} group by all)`,
		[roster]
	);
	// A person is a whole number, as quick to join by as our keys are.
	await connection.run(
		`create table roster as select person, hire_date, exit_date, last_working_day, file.department::unit as department,
			separation_type, regretted, role::role_name as role
			, file.level::grade as level
		from ${file} as file left join role_of on title = job_title and role_of.department = file.department
		join person on word = person_id`,
		[roster]
	);
	await connection.run(
		// Of two answers at the same instant the later row counts, so rows carry their order: milliseconds, then the line.
		`create table response as select person, answer, responded_at, place from (select person_id, answer, responded_at,
			epoch_ms(responded_at) * 4194304 + row_number() over () as place from read_csv($1, header = true,
			types = {'person_id': 'VARCHAR', 'responded_at': 'TIMESTAMP'})) left join person on word = person_id`,
		[responses]
	);
	return connection;
}

async function append(connection: DuckDBConnection, table: string, rows: string[][]): Promise<void> {
	const appender = await connection.createAppender(table);
	for (const row of rows) {
		for (const text of row) appender.appendVarchar(text);
		appender.endRow();
	}
	appender.closeSync();
}

/** Prepares a query once; numbers come as numbers, everything else as text. */
export async function prepareQuestion(connection: DuckDBConnection, query: string): Promise<DuckQuestion> {
	const prepared = await connection.prepare(query);
	return async (values) => {
		for (const [name, value] of Object.entries(values)) prepared.bindVarchar(prepared.parameterIndex(name), value);
		const reader = await prepared.runAndReadAll();
		return reader.getColumns().map((column) => column.map(plain));
	};
}

function plain(value: DuckDBValue): string | number | null {
	if (value === null) return null;
	return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : String(value);
}
