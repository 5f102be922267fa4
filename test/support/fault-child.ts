import { publishDraft, readDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { AS_OF, rosterText, rosterUpload } from './imports.ts';

// A process that takes a roster all the way to its publication and kills itself at the point MUSTER_TEST_FAULT names.
const [url, dataFolder, organisation, people] = process.argv.slice(2);
const io: Io = {
	database: openDatabase(url, { poolSize: 3 }),
	secrets: openSecrets(dataFolder),
	dataFolder,
	log: silentLog(),
	faultPoint: (name) => {
		if (name === process.env.MUSTER_TEST_FAULT) process.kill(process.pid, 'SIGKILL');
	}
};
const scope = { organisation, account: null };
const received = await receiveUpload(io, scope, rosterUpload(rosterText(Number(people))));
if ('draftId' in received) {
	const { draftId } = received;
	process.stdout.write(await readDraftFile(io, scope, draftId, { inspect: true, overrides: { asOf: AS_OF } }));
	const draft = await readDraft(io, scope, draftId);
	await publishDraft(io, scope, draftId, draft?.planHash ?? '');
} else process.stdout.write(JSON.stringify(received.refused));
await io.database.close();
