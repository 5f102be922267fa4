import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';

/** When each role went below its minimum and came back, in words; the newest first. */
export function belowMinimumSentences(rows: CoverageRow[], { t, format }: Language): string[] {
	const dated = rows.flatMap((row) => {
		if (row.belowSince !== null)
			return [
				{ on: row.belowSince, text: t('reading.since-below', { role: row.name, since: format.date(row.belowSince) }) }
			];
		if (row.recoveredOn === null) return [];
		const values = { role: row.name, on: format.date(row.recoveredOn) };
		const text =
			row.lastBelowSince === null
				? t('reading.since-recovered', values)
				: t('reading.since-recovered-from', { ...values, since: format.date(row.lastBelowSince) });
		return [{ on: row.recoveredOn, text }];
	});
	return dated.sort((a, b) => (a.on < b.on ? 1 : -1)).map((entry) => entry.text);
}
