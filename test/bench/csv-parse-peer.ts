import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { milliseconds } from './rotation.ts';

/** Reads a file with csv-parse into arrays of text, nothing checked; milliseconds. */
export async function csvParse(file: string): Promise<{ time: number; rows: number }> {
	let rows = -1;
	const time = await milliseconds(async () => {
		for await (const record of createReadStream(file, { highWaterMark: 1 << 18 }).pipe(parse())) if (record) rows++;
	});
	return { time, rows };
}
