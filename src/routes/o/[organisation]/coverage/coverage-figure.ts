import { sortedByGap } from '#lib/charts/coverage/coverage-layout.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { CoverageRow, CoverageSummary } from '#lib/metrics/registry.server.ts';
import {
	column,
	dayCell,
	figureFrame,
	noteTexts,
	numberCell,
	shareCell,
	textCell,
	type FigurePlace
} from '../../../figure-frame.ts';

export type Coverage = Result<CoverageRow, CoverageSummary>;

const BELOW = ['orphaned', 'breach'];

export function isBelow(row: CoverageRow): boolean {
	return BELOW.includes(row.status);
}

/** Coverage of roles against their minimum as a figure: sentence, summary and table of the plotted values. */
export function coverageFigure(coverage: Coverage, place: FigurePlace, language: Language): Figure {
	const rows = sortedByGap(coverage.rows);
	return {
		...figureFrame('coverage', place, coverage, language),
		title: coverageTitle(rows, coverage.summary, language),
		subtitle: subtitle(coverage.summary, language),
		summary: coverageWords(rows, coverage.summary, language),
		notes: noteTexts(coverage.notes, language),
		table: coverageTable(rows, coverage.summary.before !== null, language),
		methodHref: '/methods/role-coverage'
	};
}

/** "3 of 7 roles are below their minimum staffing on 18 November 2022: 14 people short in all". */
export function coverageTitle(rows: CoverageRow[], summary: CoverageSummary, { t, format }: Language): string {
	const required = rows.filter((row) => row.required > 0);
	const below = required.filter(isBelow);
	const values = { on: format.date(summary.on), below: below.length, roles: required.length };
	if (required.length === 0) return t('figures.coverage.title-none', values);
	if (below.length === 0) return t('figures.coverage.title-all', values);
	return t('figures.coverage.title', { ...values, short: below.reduce((sum, row) => sum + row.shortfall, 0) });
}

function subtitle(summary: CoverageSummary, { t, format }: Language): string {
	const clock = t(`figures.clock.${summary.clock}`);
	return summary.before === null
		? t('figures.coverage.subtitle', { clock, on: format.date(summary.on) })
		: t('figures.coverage.subtitle-before', {
				clock,
				on: format.date(summary.on),
				before: format.date(summary.before)
			});
}

function coverageWords(rows: CoverageRow[], summary: CoverageSummary, language: Language): string {
	const { t, format } = language;
	const below = rows.filter(isBelow);
	const sentences = [t('figures.coverage.summary', { roles: rows.length, on: format.date(summary.on) })];
	for (const row of below.slice(0, 3)) sentences.push(roleSentence(row, language));
	if (below.length > 3) sentences.push(t('figures.coverage.summary-more', { count: below.length - 3 }));
	if (summary.noSlack > 0) sentences.push(t('figures.coverage.summary-no-slack', { count: summary.noSlack }));
	if (below.length === 0 && rows.length > 0) sentences.push(t('figures.coverage.summary-none-below'));
	return sentences.join(' ');
}

/** "Security: 4 of 10 people, 6 short, below its minimum since 17 November 2022." */
export function roleSentence(row: CoverageRow, { t, format }: Language): string {
	const values = { role: row.name, qualified: row.qualified, required: row.required, short: row.shortfall };
	if (row.belowSince === null) return t('figures.coverage.role', values);
	return t('figures.coverage.role-since', { ...values, since: format.date(row.belowSince) });
}

function coverageTable(rows: CoverageRow[], hasBefore: boolean, language: Language): Figure['table'] {
	const { t } = language;
	const label = (id: string) => t(`figures.coverage.column-${id}`);
	const before = hasBefore ? [column('before', label('before'), 'end')] : [];
	return {
		columns: [
			column('role', label('role')),
			column('required', label('required'), 'end'),
			...before,
			column('qualified', label('qualified'), 'end'),
			column('coverage', label('coverage'), 'end'),
			column('gap', label('gap'), 'end'),
			column('status', label('status')),
			column('below-since', label('below-since')),
			column('recovered-on', label('recovered-on')),
			column('to-breach', label('to-breach'), 'end'),
			column('fte', label('fte'), 'end'),
			column('basis', label('basis')),
			column('owner', label('owner'))
		],
		rows: rows.map((row) => tableRow(row, hasBefore, language))
	};
}

function tableRow(row: CoverageRow, hasBefore: boolean, language: Language): Figure['table']['rows'][number] {
	const { t, format } = language;
	const gap = row.qualified - row.required;
	return [
		textCell(row.isCritical ? t('figures.coverage.critical', { role: row.name }) : row.name),
		numberCell(row.required, language),
		...(hasBefore ? [numberCell(row.qualifiedBefore, language)] : []),
		numberCell(row.qualified, language),
		shareCell(row.qualified, row.required, language),
		{ text: format.signed(gap), value: gap },
		textCell(t(`figures.status.${row.status}`)),
		dayCell(row.belowSince, language),
		dayCell(row.recoveredOn, language),
		numberCell(row.departuresToBreach, language),
		numberCell(row.qualifiedFte, language, 1),
		textCell(t(`figures.basis.${row.basis}`)),
		textCell([row.owner, row.source].filter(Boolean).join(', '))
	];
}
