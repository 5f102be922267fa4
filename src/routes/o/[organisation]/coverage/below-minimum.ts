import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';

/** What is told of one role, and the role. */
export interface BelowMinimum {
	functionId: string;
	role: string;
	text: string;
}

/** When each role went below its minimum and came back, in words; the newest first. */
export function belowMinimumSentences(rows: CoverageRow[], { t, format }: Language): BelowMinimum[] {
	const dated = rows.flatMap((row) => {
		const told = { functionId: row.functionId, role: row.name };
		if (row.belowSince !== null)
			return [
				{
					...told,
					on: row.belowSince,
					text: t('reading.since-below', { role: row.name, since: format.date(row.belowSince) })
				}
			];
		if (row.recoveredOn === null) return [];
		const values = { role: row.name, on: format.date(row.recoveredOn) };
		const text =
			row.lastBelowSince === null
				? t('reading.since-recovered', values)
				: t('reading.since-recovered-from', { ...values, since: format.date(row.lastBelowSince) });
		return [{ ...told, on: row.recoveredOn, text }];
	});
	return dated.sort((a, b) => (a.on < b.on ? 1 : -1)).map(({ functionId, role, text }) => ({ functionId, role, text }));
}
