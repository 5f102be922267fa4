import { recordAudit } from '#lib/server/audit.ts';
import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { IssueTranslate } from '../check/issue-text.ts';
import { reportLine, visible } from '../check/report-csv.ts';
import { comparedBatches } from './compared-lines.server.ts';
import type { ComparedLine } from './line-cells.ts';

/**
 * Every line of a checked draft's file beside what is stored of it, as CSV (UTF-8 with byte order mark, CRLF, formulas
 * neutralised): two columns for each imported one. Null where there is no such draft or file. The download is recorded.
 */
export async function lineReport(
	io: Io,
	scope: Scope,
	draftId: string,
	t: IssueTranslate
): Promise<AsyncGenerator<Uint8Array> | null> {
	const found = await comparedBatches(io, scope, draftId);
	if (!found) return null;
	const act = { action: 'import.report-downloaded', objectType: 'draft', objectId: draftId };
	await io.database.inOrganisation(scope, (tx) => recordAudit(tx, scope, { ...act, details: { form: 'lines' } }));
	const stored = (field: string) => t('data.lines-stored-as', { label: t(`fields.${field}`) });
	const pairs = found.columns.flatMap(({ header, field }) => [header, stored(field)]);
	const header = [t('data.line'), t('data.lines-state'), ...pairs, t('data.lines-more'), t('data.grid-problem')];
	return encoded(header, found.batches, t);
}

async function* encoded(
	header: string[],
	batches: AsyncIterable<ComparedLine[]>,
	t: IssueTranslate
): AsyncGenerator<Uint8Array> {
	yield Buffer.from(`\ufeff${reportLine(',', header.map(visible))}`);
	for await (const lines of batches) yield Buffer.from(lines.map((line) => lineOf(line, t)).join(''));
}

function lineOf({ line, isKept, cells, more, issues }: ComparedLine, t: IssueTranslate): string {
	const state = t(isKept ? 'data.lines-kept' : 'data.lines-out');
	const pairs = cells.flatMap(({ text, stored }) => [visible(text), stored === null ? '' : visible(stored)]);
	const rest = more.map(({ field, stored }) => `${t(`fields.${field}`)}: ${stored}`).join('; ');
	const codes = [...new Set(issues.map(({ code }) => code))].join(' ');
	return reportLine(',', [line, state, ...pairs, visible(rest), codes]);
}
