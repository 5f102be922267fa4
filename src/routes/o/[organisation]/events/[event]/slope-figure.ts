import { MOST_SLOPES, type SlopeDatum } from '#lib/charts/slope/slope-layout.ts';
import { slopeTable } from '#lib/charts/slope/slope-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { column, figureFrame, noteTexts, numberCell, textCell, type FigurePlace } from '../../../../figure-frame.ts';
import { isBelow, type Coverage } from '../../coverage/coverage-figure.ts';
import type { DrawnView } from '../../drawn-view.ts';

/** Qualified people of each role with a minimum before the event and when its window ended; null without such a role. */
export function slopeView(
	coverage: Coverage,
	{ roleName, place }: { roleName: (family: string) => string; place: FigurePlace },
	language: Language
): DrawnView<{ rows: SlopeDatum[]; before: string; after: string }> | null {
	const { t, format } = language;
	const { before, on } = coverage.summary;
	const required = coverage.rows.filter((row) => row.required > 0 && row.qualifiedBefore !== null);
	if (before === null || required.length === 0) return null;
	const drawn = byLoss(required).slice(0, MOST_SLOPES);
	const rows = drawn.map((row) => ({
		role: row.name,
		before: row.qualifiedBefore,
		after: row.qualified,
		isAlert: isBelow(row),
		...(row.roleFamily === null ? {} : { link: roleName(row.roleFamily) })
	}));
	const table = slopeTable(rows, language);
	const values = { before: format.date(before), on: format.date(on) };
	const below = drawn.filter(isBelow);
	return {
		props: { rows, before: format.shortDate(before), after: format.shortDate(on) },
		figure: {
			...figureFrame('before-after', place, coverage, language),
			title: slopeTitle(drawn[0], below.length, required.length, language),
			subtitle: t('analysis.slope.subtitle', values),
			summary: drawn
				.slice(0, 4)
				.map((row) =>
					t('analysis.slope.role', {
						role: row.name,
						before: row.qualifiedBefore ?? 0,
						after: row.qualified,
						required: row.required
					})
				)
				.join(' '),
			notes: [
				t('analysis.slope.note'),
				...(required.length > drawn.length
					? [t('analysis.months.note-more', { count: required.length - drawn.length })]
					: []),
				...noteTexts(coverage.notes.filter(isNoForecast), language)
			],
			table: {
				columns: [
					...table.columns,
					column('required', t('figures.coverage.column-required'), 'end'),
					column('status', t('figures.coverage.column-status'))
				],
				rows: table.rows.map((cells, at) => [
					...cells,
					numberCell(drawn[at].required, language),
					textCell(t(`figures.status.${drawn[at].status}`))
				])
			},
			methodHref: '/methods/role-coverage'
		}
	};
}

/** Notes about probabilities say nothing about two counts. */
function isNoForecast({ key }: { key: string }): boolean {
	return !key.startsWith('metrics.coverage.risk');
}

/** Critical roles first, among them those that lost the largest share. */
function byLoss(rows: CoverageRow[]): CoverageRow[] {
	const lost = (row: CoverageRow) => (row.qualifiedBefore ? 1 - row.qualified / row.qualifiedBefore : 0);
	return rows.toSorted((a, b) => Number(b.isCritical) - Number(a.isCritical) || lost(b) - lost(a));
}

function slopeTitle(first: CoverageRow, below: number, roles: number, { t }: Language): string {
	return t('analysis.slope.title', {
		role: first.name,
		before: first.qualifiedBefore ?? 0,
		after: first.qualified,
		required: first.required,
		below,
		roles
	});
}
