import { openDatabase } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { sendDueMail } from '../../src/lib/server/mail-round.ts';
import { postMail } from '../../src/lib/server/mail-transport.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import type { Io } from '../../src/lib/server/runtime.ts';

// A process that sends what is due in one organisation and kills itself at the point MUSTER_TEST_FAULT names. Says how
// many mails the server took.
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
const sent = await sendDueMail(
	io,
	{ organisation, account: null },
	({ path }) => ({ subject: 'Muster', text: path }),
	(one, handOver) => postMail(settings, one, handOver)
);
process.stdout.write(String(sent));
await io.database.close();
