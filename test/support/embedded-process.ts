// A process that opens the product's runtime as `npm start` does, tells where its server is, and waits.
import { openLog } from '../../src/lib/server/log.ts';
import { readSettings } from '../../src/lib/server/settings.ts';
import { openRuntime } from '../../src/start/open-runtime.ts';
import { startFailure } from '../../src/start/start-failure.ts';

try {
	const settings = readSettings(process.env);
	const { runtime, close, setAddress } = await openRuntime(settings, openLog('silent'));
	setAddress('http://127.0.0.1:4711');
	process.on('SIGTERM', () => void close().then(() => process.exit(0)));
	const rows = await runtime.database.inSystem(
		(tx) => tx`select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
			current_setting('port')::int as port, (select count(*)::int from account) as accounts`
	);
	process.stdout.write(JSON.stringify(rows[0]) + '\n');
	setInterval(
		() => void runtime.database.isReady().then((isReady) => process.stdout.write(isReady ? 'up\n' : 'down\n')),
		100
	);
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
