import { verifyAudit, type AuditChain } from '../lib/server/audit-chain.ts';
import type { Database } from '../lib/server/database.ts';
import { openLog } from '../lib/server/log.ts';
import { readSettings } from '../lib/server/settings.ts';
import { openRuntime } from './open-runtime.ts';

/** Checks the audit log of each organisation and prints one line each; false when one is broken. */
export async function verifyAllAudits(variables: Record<string, string | undefined>): Promise<boolean> {
	const settings = readSettings(variables);
	const { runtime, close } = await openRuntime(settings, openLog(settings.logLevel));
	try {
		const lines = await auditLines(runtime.database);
		process.stdout.write(lines.map(({ text }) => `${text}\n`).join(''));
		return lines.every(({ isWhole }) => isWhole);
	} finally {
		await close();
	}
}

/** One line an organisation, in order of its address. */
export async function auditLines(database: Database): Promise<{ text: string; isWhole: boolean }[]> {
	const organisations = await database.inSystem(
		(tx) => tx<{ id: string; slug: string }[]>`select id, slug from organisation order by slug`
	);
	const lines = [];
	for (const { id, slug } of organisations) {
		const scope = { organisation: id, account: null };
		const chain = await database.inOrganisation(scope, (tx) => verifyAudit(tx, scope));
		lines.push({ text: `${slug}: ${wordsFor(chain)}`, isWhole: chain.broken === null });
	}
	return lines;
}

function wordsFor({ entries, head, broken }: AuditChain): string {
	if (broken?.fault === 'changed') return `BROKEN, entry ${broken.position} of ${entries} was changed`;
	if (broken) return `BROKEN, before entry ${broken.position} something was taken out or put in`;
	return `${entries} entries, whole, last hash ${head ?? 'none'}`;
}
