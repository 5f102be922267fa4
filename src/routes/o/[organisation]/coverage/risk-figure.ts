import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { column, figureFrame, noteTexts, numberCell, textCell, type FigurePlace } from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';
import { isBelow, type Coverage } from './coverage-figure.ts';

type AtRisk = CoverageRow & { breachProbability: number };

/** How likely each role that is not below its minimum now is to fall below it; null where that is not known of any. */
export function riskView(
	coverage: Coverage,
	place: FigurePlace,
	language: Language
): DrawnView<{ rows: RangeDatum[]; unit: 'share' }> | null {
	const { t, format } = language;
	const rows = coverage.rows
		.filter((row): row is AtRisk => row.required > 0 && !isBelow(row) && row.breachProbability !== null)
		.sort((a, b) => highest(b) - highest(a));
	if (rows.length === 0) return null;
	const { horizonDays, leaveProbability, on, sigma } = coverage.summary;
	const share = (value: number | null) => ({
		text: value === null ? '–' : probability(value, language),
		value
	});
	return {
		props: { rows: rows.map((row) => rangeOf(row, language)), unit: 'share' },
		figure: {
			...figureFrame('risk', place, coverage, language),
			title: t('analysis.risk.title', {
				role: rows[0].name,
				days: horizonDays,
				alone: probability(rows[0].breachProbability, language),
				together: probability(rows[0].breachProbabilityTogether ?? rows[0].breachProbability, language)
			}),
			subtitle: t('analysis.risk.subtitle', { on: format.date(on), days: horizonDays }),
			summary: t('analysis.risk.summary', {
				roles: rows.length,
				percent: leaveProbability === null ? '–' : format.percent(leaveProbability, 100)
			}),
			notes: [t('analysis.risk.note', { sigma }), ...noteTexts(coverage.notes, language)],
			table: {
				columns: [
					column('role', t('figures.coverage.column-role')),
					column('alone', t('analysis.risk.alone'), 'end'),
					column('together', t('analysis.risk.together'), 'end'),
					column('to-breach', t('figures.coverage.column-to-breach'), 'end'),
					column('expected', t('analysis.risk.expected'), 'end'),
					column('sure', t('analysis.risk.sure'), 'end')
				],
				rows: rows.map((row) => [
					textCell(row.name),
					share(row.breachProbability),
					share(row.breachProbabilityTogether),
					numberCell(row.departuresToBreach, language),
					numberCell(row.expectedLeavers, language, 1),
					numberCell(row.sureLeavers, language)
				])
			},
			methodHref: '/methods/role-coverage'
		}
	};
}

function highest({ breachProbability, breachProbabilityTogether }: AtRisk): number {
	return Math.max(breachProbability, breachProbabilityTogether ?? 0);
}

/** No more than whole per cents (METHODS 9). */
function probability(value: number, { t, format }: Language): string {
	if (value > 0 && value < 0.005) return t('analysis.risk.tiny');
	if (value < 1 && value > 0.995) return t('analysis.risk.nearly');
	return format.percent(value);
}

function rangeOf(row: AtRisk, { t }: Language): RangeDatum {
	const together = row.breachProbabilityTogether ?? row.breachProbability;
	const decimals = (value: number) => Math.round(value * 100) / 100;
	return {
		id: row.functionId,
		label: row.name,
		note: t('analysis.risk.to-breach', { count: row.departuresToBreach ?? 0 }),
		low: decimals(Math.min(row.breachProbability, together)),
		best: decimals(row.breachProbability),
		high: decimals(Math.max(row.breachProbability, together))
	};
}
