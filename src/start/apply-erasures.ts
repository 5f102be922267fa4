import { existsSync } from 'node:fs';
import { readJournal } from '../lib/server/erasure-journal.ts';
import { reapplyErasures, type Reapplied } from '../lib/server/erasures-again.ts';
import { openLog } from '../lib/server/log.ts';
import { readSettings } from '../lib/server/settings.ts';
import { openRuntime } from './open-runtime.ts';

/** Erases everybody on the list once more, with the entries of a journal kept elsewhere, and prints what went. */
export async function applyErasures(variables: Record<string, string | undefined>, from: string | null): Promise<void> {
	if (from !== null && !existsSync(from)) throw new Error(`There is no file ${from}.`);
	const further = from === null ? [] : readJournal(from);
	const settings = readSettings(variables);
	const { runtime, close } = await openRuntime(settings, openLog(settings.logLevel));
	try {
		const results = await reapplyErasures(runtime, { further, all: true });
		const lines = results.length === 0 ? ['Nobody was erased so far.'] : results.map(wordsFor);
		process.stdout.write(lines.map((line) => `${line}\n`).join(''));
	} finally {
		await close();
	}
}

function wordsFor({ organisation, people, unheard, forgotten }: Reapplied): string {
	const { rows = 0, drafts = 0, files = 0 } = forgotten ?? {};
	return (
		`${organisation}: ${people} erased, ${unheard} of them new to this database; ` +
		`${rows} rows deleted, ${drafts} drafts discarded, ${files} uploads destroyed`
	);
}
