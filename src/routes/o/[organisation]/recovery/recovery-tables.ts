import type { Language } from '#lib/messages/language.ts';
import type { MedianDays, RecoveryResult } from '#lib/metrics/registry-scenarios.server.ts';
import { numberColumns, type PlainTable } from '../plain-table.ts';

/** Time to fill by role; null where nothing was opened. */
export function fillTable(
	{ summary }: RecoveryResult,
	roleName: (role: string) => string,
	{ t, format }: Language
): PlainTable | null {
	if (summary.fill.length === 0) return null;
	const median = ({ days, lower, upper }: MedianDays) => {
		if (days === null) return t('recovery.no-median');
		return t('recovery.median', {
			days: format.number(days, 1),
			interval: upper === null ? t('recovery.no-limit', { lower: format.number(lower) }) : format.range(lower, upper)
		});
	};
	const labels = ['role', 'filled', 'still-open', 'cancelled', 'accepted', 'started'].map((id) =>
		t(`recovery.fill-${id}`)
	);
	return {
		label: t('recovery.fill-heading'),
		columns: numberColumns(labels),
		rows: summary.fill.map(({ role, filled, open, cancelled, accepted, started }) => [
			role === null ? t('recovery.all-roles') : roleName(role),
			...[filled, open, cancelled].map((count) => format.number(count)),
			median(accepted),
			median(started)
		])
	};
}
