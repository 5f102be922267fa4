import { parentPort, workerData } from 'node:worker_threads';
import { valuesOf } from '#lib/server/columns.ts';
import type { IdentityPart } from '#lib/server/person-keys.ts';
import type { NumberedRows } from './row-block.server.ts';
import { rowWriter, type RowWriterOptions, type WrittenRows } from './row-writer.server.ts';

/** What the thread is told: to write a block, whose memory comes back, to finish, or to give some of the people. */
export type RowRequest = { block: NumberedRows; memory: ArrayBuffer } | 'end' | 'finish' | 'people';

/** Its answers, one to each request in their order. */
export type RowAnswer =
	{ memory: ArrayBuffer | null; written: Uint8Array[] } | { finished: WrittenRows } | { part: IdentityPart | null };

/** Entry of the thread that writes the rows of one file: a row writer behind a port. */
function serve(port: NonNullable<typeof parentPort>): void {
	const writer = rowWriter(workerData as RowWriterOptions);
	let people: Iterator<IdentityPart> | null = null;
	const send = (answer: RowAnswer, owned: ArrayBufferLike[]) => port.postMessage(answer, owned as ArrayBuffer[]);
	const give = (memory: ArrayBuffer | null, full: boolean) => {
		const written = writer.take(full);
		send({ memory, written }, [...(memory ? [memory] : []), ...written.map((bytes) => bytes.buffer)]);
	};
	port.on('message', (request: RowRequest) => {
		if (request === 'end') give(null, false);
		else if (request === 'finish') {
			const finished = writer.finish();
			send({ finished }, memoryOf(finished));
		} else if (request === 'people') {
			people ??= writer.people()[Symbol.iterator]();
			const next = people.next();
			const part = next.done ? null : next.value;
			send({ part }, part ? [part.keys.buffer, part.encrypted.buffer] : []);
		} else {
			writer.write(request.block);
			give(request.memory, true);
		}
	});
}

function memoryOf({ columns: table }: WrittenRows): ArrayBufferLike[] {
	if (table === null) return [];
	const columns = Object.values(table.columns).map((column) => valuesOf(column).buffer);
	return [...columns, ...[table.person, table.personKeys].flatMap((array) => (array ? [array.buffer] : []))];
}

if (parentPort) serve(parentPort);
