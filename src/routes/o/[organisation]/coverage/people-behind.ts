import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type {
	KnowledgeRow,
	KnowledgeSummary,
	OnCallRow,
	OnCallSummary,
	SinglePointRow,
	SinglePointSummary
} from '#lib/metrics/registry-staff.server.ts';
import {
	column,
	countCell,
	figureFrame,
	noteTexts,
	numberCell,
	shareCell,
	textCell,
	type FigurePlace
} from '../../../figure-frame.ts';
import type { Coverage } from './coverage-figure.ts';

/** Functions and whether they rest on one person or together need more people than there are; the weak ones first. */
export function singlePointsFigure(
	single: Result<SinglePointRow, SinglePointSummary>,
	place: FigurePlace,
	language: Language
): Figure {
	const { t } = language;
	const { rows, summary, notes } = single;
	const isListed = rows.some((row) => row.basis === 'qualifications');
	const values = { points: rows.filter((row) => row.isSinglePoint).length, functions: rows.length };
	return {
		...figureFrame('single-points', place, single, language),
		title: t('analysis.single.sentence', { ...values, filled: summary.filledAtOnce, seats: summary.seats }),
		subtitle: t('analysis.single.heading'),
		summary:
			summary.truckFactor === null || !isListed ? '' : t('analysis.single.truck', { people: summary.truckFactor }),
		notes: noteTexts(notes, language),
		table: {
			columns: [
				column('role', t('analysis.oncall.column-role')),
				column('qualified', t('figures.coverage.column-qualified'), 'end'),
				column('required', t('figures.coverage.column-required'), 'end'),
				column('state', t('analysis.single.state'))
			],
			rows: [...rows.filter(isWeak), ...rows.filter((row) => !isWeak(row))].map((row) => [
				textCell(row.name),
				numberCell(row.qualified, language),
				numberCell(row.required, language),
				textCell(singleWords(row, language))
			])
		},
		methodHref: '/methods/single-points'
	};
}

/** Rests on one person or on nobody, or has enough people only as long as others need none of them. */
function isWeak(row: SinglePointRow): boolean {
	return row.isSinglePoint || row.qualified === 0 || (row.isShortAtOnce && row.qualified >= row.required);
}

function singleWords(row: SinglePointRow, { t }: Language): string {
	if (row.qualified === 0) return t('analysis.single.nobody');
	if (row.isSinglePoint) return t('analysis.single.one');
	if (!isWeak(row)) return t('analysis.single.several');
	return t('analysis.single.at-once', { filled: row.filledAtOnce, required: row.required });
}

/** Rotas by site against the fewest engineers each needs; null where no function says how many are on call. */
export function onCallFigure(
	onCall: Result<OnCallRow, OnCallSummary>,
	place: FigurePlace,
	language: Language
): Figure | null {
	const { rows, summary, notes } = onCall;
	if (rows.length === 0 || summary.assumedRotas >= summary.functions) return null;
	const { t, format } = language;
	const siteOf = (site: string | null) =>
		site === null ? t('analysis.oncall.all-sites') : site || t('figures.not-stated');
	const weeksOf = (weeks: number | null) =>
		weeks === null ? '–' : t('analysis.oncall.weeks', { weeks: format.number(weeks, 1) });
	const label = (id: string) => t(`analysis.oncall.column-${id}`);
	return {
		...figureFrame('on-call', place, onCall, language),
		title: t('analysis.oncall.sentence', { functions: summary.functions, notViable: summary.notViable }),
		subtitle: t('analysis.oncall.heading'),
		summary: '',
		notes: noteTexts(notes, language),
		table: {
			columns: [
				column('role', label('role')),
				column('site', label('site')),
				column('engineers', label('engineers'), 'end'),
				column('minimum', label('minimum'), 'end'),
				column('weeks', label('weeks')),
				column('state', label('state'))
			],
			rows: rows.map((row) => [
				textCell(row.name),
				textCell(siteOf(row.site)),
				countCell(row.engineers, row.engineers === null, language),
				numberCell(row.minimum, language),
				{ text: weeksOf(row.oneWeekIn), value: row.oneWeekIn },
				textCell(t(row.isEnough ? 'analysis.oncall.enough' : 'analysis.oncall.too-few'))
			])
		},
		methodHref: '/methods/on-call-viability'
	};
}

/** Who of the staff of an earlier day is still there in the roles with a minimum, plainly and weighted by tenure. */
export function knowledgeFigure(
	knowledge: Result<KnowledgeRow, KnowledgeSummary>,
	{ coverage, roleName }: { coverage: Coverage; roleName: (role: string) => string },
	place: FigurePlace,
	language: Language
): Figure | null {
	const { t, format } = language;
	const { rows, summary, notes } = knowledge;
	const roles = coverage.rows.flatMap((row) => (row.required > 0 && row.roleFamily ? [row.roleFamily] : []));
	const own = rows.filter((row) => row.group !== null && roles.includes(row.group) && row.base > 0);
	if (own.length === 0) return null;
	const dates = { from: format.date(summary.baseOn), on: format.date(summary.on) };
	return {
		...figureFrame('knowledge', place, knowledge, language),
		title: t('analysis.knowledge.heading'),
		subtitle: t('analysis.knowledge.lede', { ...dates, cap: format.number(summary.capYears) }),
		summary: '',
		notes: noteTexts(notes, language),
		table: {
			columns: [
				column('role', t('analysis.oncall.column-role')),
				column('remaining', t('analysis.knowledge.remaining'), 'end'),
				column('interval', t('analysis.interval'), 'end'),
				column('index', t('analysis.knowledge.index'), 'end')
			],
			rows: own.map((row) => [
				textCell(roleName(row.group ?? '')),
				shareCell(row.remaining, row.base, language),
				intervalCell(row, language),
				row.retained === null ? countCell(null, true, language) : numberCell(row.retained, language, 2)
			])
		},
		methodHref: '/methods/knowledge-retained'
	};
}

function intervalCell({ headcountInterval, base }: KnowledgeRow, { format }: Language): Figure['table']['rows'][0][0] {
	const { lower, upper } = headcountInterval ?? { lower: null, upper: null };
	return { text: format.interval(lower, upper, base), value: null };
}
