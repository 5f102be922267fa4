import type { Scope, Transaction } from './database.ts';

/** What an analyst wrote in place of the generated summary of a figure. */
export interface FigureSummary {
	figure: string;
	body: string;
	/** Fingerprints of the figure it was written for, as analysts and as executives see it. */
	prints: string[];
	/** The versions it was written for, in words. */
	basis: string;
	writtenAt: Date;
}

export async function listSummaries(
	tx: Transaction,
	scope: Scope,
	{ figures, language }: { figures: readonly string[]; language: string }
): Promise<FigureSummary[]> {
	const rows = await tx<FigureSummary[]>`
		select figure, body, prints, basis, written_at as "writtenAt" from figure_summary
		where organisation_id = ${scope.organisation} and language = ${language}
			and figure = any(${[...figures]}::text[]) order by figure`;
	return [...rows];
}

/** Keeps the summary of a figure in a language; the former one is gone. */
export async function writeSummary(
	tx: Transaction,
	scope: Scope,
	{ figure, body, prints, basis, language }: Omit<FigureSummary, 'writtenAt'> & { language: string }
): Promise<void> {
	await tx`insert into figure_summary (organisation_id, figure, language, body, prints, basis, account_id)
		values (${scope.organisation}, ${figure}, ${language}, ${body}, ${prints}, ${basis}, ${scope.account})
		on conflict (organisation_id, figure, language) do update set body = excluded.body, prints = excluded.prints,
			basis = excluded.basis, account_id = excluded.account_id, written_at = now()`;
}

/** Takes the summary of a figure back; false where there was none. */
export async function takeSummaryBack(
	tx: Transaction,
	scope: Scope,
	{ figure, language }: { figure: string; language: string }
): Promise<boolean> {
	const gone = await tx`delete from figure_summary where organisation_id = ${scope.organisation}
		and figure = ${figure} and language = ${language}`;
	return gone.count === 1;
}
