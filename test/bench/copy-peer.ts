import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { milliseconds } from './rotation.ts';

/** Plain `COPY` of a roster file, streamed by the client, into a typed table without indexes; milliseconds. */
export async function copyRoster(ownerUrl: string, file: string): Promise<number> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		await sql`drop table if exists bench_roster`;
		await sql`create table bench_roster (
			person_id text, hire_date date, exit_date date, last_working_day date, notice_date date, status text,
			separation_type text, separation_reason text, regretted text, job_title text, level text, department text,
			division text, site text, country text, employment_type text, fte double precision)`;
		const time = await milliseconds(async () => {
			const target = await sql`copy bench_roster from stdin with (format csv, header true)`.writable();
			await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), target);
		});
		await sql`drop table bench_roster`;
		return time;
	} finally {
		await sql.end();
	}
}
