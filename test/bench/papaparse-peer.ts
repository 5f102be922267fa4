import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { milliseconds } from './rotation.ts';

/** Reads a file with Papa Parse as a stream into arrays of text, nothing checked; milliseconds. */
export async function papaParse(file: string): Promise<{ time: number; rows: number }> {
	let rows = -1;
	const time = await milliseconds(async () => {
		const records = createReadStream(file, { highWaterMark: 1 << 18 }).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, {}));
		for await (const record of records) if (record) rows++;
	});
	return { time, rows };
}
