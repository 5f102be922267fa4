import type { Language } from '#lib/messages/language.ts';
import type { ResponseSummary } from '#lib/metrics/registry.server.ts';

export interface TallyTile {
	id: string;
	value: string;
	label: string;
	note: string | null;
}

/** The four numbers of a tally, each with its share of the people asked; hidden counts are the mark "c". */
export function tallyTiles(summary: ResponseSummary, language: Language): TallyTile[] {
	const { t, format } = language;
	const { asked, stay, leave, silent, resolvedLeavers, resolvedInterval } = summary;
	const tile = (id: string, count: number | null): TallyTile => {
		const label = t(`reading.tally-${id}`);
		if (count === null || asked === null)
			return { id, value: t('figures.suppressed-mark'), label, note: t('reading.tally-suppressed') };
		const share = asked === 0 ? null : t('figures.share', values(count, asked));
		return { id, value: format.number(count), label, note: share };
	};
	const values = (part: number, whole: number) => ({
		percent: format.percent(part / whole, whole),
		part: format.number(part),
		whole: format.number(whole)
	});
	const tiles = [tile('stay', stay), tile('leave', leave), tile('silent', silent)];
	if (summary.silenceRule === 'undetermined') return tiles;
	const resolved = tile('resolved', resolvedLeavers);
	if (resolvedInterval === null || asked === null) return [...tiles, resolved];
	const interval = format.interval(resolvedInterval.lower, resolvedInterval.upper, asked);
	return [...tiles, { ...resolved, note: `${resolved.note}; ${t('reading.tally-interval', { interval })}` }];
}
