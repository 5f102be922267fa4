import { openLog } from '../lib/server/log.ts';
import { readSettings } from '../lib/server/settings.ts';
import { openRuntime } from './open-runtime.ts';

/** Applies what is missing to the database of the settings, says so, and leaves. */
export async function migrateNow(): Promise<void> {
	const settings = readSettings(process.env);
	const { migrated, close } = await openRuntime(settings, openLog(settings.logLevel));
	await close();
	process.stdout.write(migrated.length === 0 ? 'Nothing to migrate.\n' : `Applied: ${migrated.join(', ')}\n`);
}
