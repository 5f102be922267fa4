import { openDatabase } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { sendDueMail } from '../../src/lib/server/mail-round.ts';
import { postMail } from '../../src/lib/server/mail-transport.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { claimLook, keepLook } from '../../src/lib/server/watch-looks.ts';
import type { Crossing } from '../../src/lib/server/watch-rules.ts';

// A process that takes a round of one organisation: its look at the rules finds what MUSTER_TEST_CROSSINGS lists, then it
// sends what is due. Kills itself at the point MUSTER_TEST_FAULT names. Says how many mails the server took.
const [url, dataFolder, organisation, port] = process.argv.slice(2);
const io: Io = {
	database: openDatabase(url, { poolSize: 2, waitMs: 60_000 }),
	secrets: openSecrets(dataFolder),
	dataFolder,
	log: silentLog(),
	faultPoint: (name) => {
		if (name === process.env.MUSTER_TEST_FAULT) process.kill(process.pid, 'SIGKILL');
	}
};
const settings = {
	...{ host: '127.0.0.1', port: Number(port), isTlsFromStart: false, mustEncrypt: false },
	...{ user: null, password: null, from: 'muster@example.org' }
};
const scope = { organisation, account: null };
const look = await io.database.inOrganisation(scope, (tx) => claimLook(tx, scope, Date.now()));
if (look) {
	io.faultPoint?.('watch.claimed');
	const listed = JSON.parse(process.env.MUSTER_TEST_CROSSINGS ?? '[]') as Crossing[];
	const crossings = new Map(look.rules.map(({ id }) => [id, listed]));
	const found = { crossings, secrets: io.secrets, isMailed: true };
	await io.database.inOrganisation(scope, async (tx) => {
		await keepLook(tx, scope, look, found);
		io.faultPoint?.('watch.kept');
	});
}
const sent = await sendDueMail(
	io,
	scope,
	({ path }) => ({ subject: 'Muster', text: path }),
	(one, handOver) => postMail(settings, one, handOver)
);
process.stdout.write(String(sent));
await io.database.close();
