import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import { AS_OF } from './imports.ts';

// A process that reads one draft, made to be killed while it does: says 'begun' first and 'checked' last, and kills itself
// at the point MUSTER_TEST_FAULT names. It reads the way files of millions of rows are read.
const [url, dataFolder, organisation, draftId] = process.argv.slice(2);
const io = {
	database: openDatabase(url, { poolSize: 3 }),
	secrets: openSecrets(dataFolder),
	dataFolder,
	log: silentLog(),
	outsideRows: 10_000,
	faultPoint: (name: string) => {
		if (name === process.env.MUSTER_TEST_FAULT) process.kill(process.pid, 'SIGKILL');
	}
};
process.stdout.write('begun\n');
process.stdout.write(
	await readDraftFile(io, { organisation, account: null }, draftId, { inspect: true, overrides: { asOf: AS_OF } })
);
await io.database.close();
