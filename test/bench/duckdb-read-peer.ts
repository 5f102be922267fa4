import { DuckDBInstance } from '@duckdb/node-api';
import { milliseconds } from './rotation.ts';

/** Reads a roster with DuckDB (2 threads, in memory) into a typed table, dates and numbers checked; milliseconds. */
export async function duckRead(file: string): Promise<{ time: number; rows: number }> {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	try {
		const time = await milliseconds(() =>
			connection.run(
				`create table roster as select * from read_csv($1, header = true, nullstr = '', all_varchar = false,
					types = {'person_id': 'VARCHAR', 'hire_date': 'DATE', 'exit_date': 'DATE', 'last_working_day': 'DATE',
						'notice_date': 'DATE', 'regretted': 'VARCHAR', 'fte': 'DOUBLE'})`,
				[file]
			)
		);
		const counted = await connection.runAndReadAll('select count(*)::int as rows from roster');
		return { time, rows: Number(counted.getRowObjects()[0].rows) };
	} finally {
		connection.closeSync();
		instance.closeSync();
	}
}
