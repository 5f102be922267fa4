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
import { noteTexts, shareText } from '../../../figure-frame.ts';
import type { Coverage } from './coverage-figure.ts';

export interface SinglePointsView {
	sentence: string;
	truckFactor: string | null;
	rows: { name: string; qualified: number; required: number; words: string }[];
	notes: string[];
}

/** Functions that rest on one person, or that together need more people than can do them. */
export function singlePointsView(
	{ rows, summary, notes }: Result<SinglePointRow, SinglePointSummary>,
	language: Language
): SinglePointsView {
	const { t } = language;
	const isListed = rows.some((row) => row.basis === 'qualifications');
	const single = rows.filter(
		(row) => row.isSinglePoint || row.qualified === 0 || (row.isShortAtOnce && row.qualified >= row.required)
	);
	const words = (row: SinglePointRow) => {
		if (row.qualified === 0) return t('analysis.single.nobody');
		if (row.isSinglePoint) return t('analysis.single.one');
		return t('analysis.single.at-once', { filled: row.filledAtOnce, required: row.required });
	};
	return {
		sentence: t('analysis.single.sentence', {
			points: rows.filter((row) => row.isSinglePoint).length,
			functions: rows.length,
			filled: summary.filledAtOnce,
			seats: summary.seats
		}),
		truckFactor:
			summary.truckFactor === null || !isListed ? null : t('analysis.single.truck', { people: summary.truckFactor }),
		rows: single.map((row) => ({
			name: row.name,
			qualified: row.qualified,
			required: row.required,
			words: words(row)
		})),
		notes: noteTexts(notes, language)
	};
}

export interface OnCallView {
	sentence: string;
	rows: { name: string; site: string; engineers: string; minimum: string; oneWeekIn: string; words: string }[];
	notes: string[];
}

/** Rotas by site against the fewest engineers each needs; null where no function says how many are on call. */
export function onCallView(
	{ rows, summary, notes }: Result<OnCallRow, OnCallSummary>,
	language: Language
): OnCallView | null {
	if (rows.length === 0 || summary.assumedRotas >= summary.functions) return null;
	const { t, format } = language;
	return {
		sentence: t('analysis.oncall.sentence', { functions: summary.functions, notViable: summary.notViable }),
		rows: rows.map((row) => ({
			name: row.name,
			site: row.site === null ? t('analysis.oncall.all-sites') : row.site || t('figures.not-stated'),
			engineers: row.engineers === null ? t('figures.suppressed-mark') : format.number(row.engineers),
			minimum: format.number(row.minimum),
			oneWeekIn: row.oneWeekIn === null ? '–' : t('analysis.oncall.weeks', { weeks: format.number(row.oneWeekIn, 1) }),
			words: t(row.isEnough ? 'analysis.oncall.enough' : 'analysis.oncall.too-few')
		})),
		notes: noteTexts(notes, language)
	};
}

export interface KnowledgeView {
	heading: string;
	rows: { name: string; remaining: string; interval: string; index: string }[];
	notes: string[];
}

/** Who of the staff of an earlier day is still there in the roles with a minimum, plainly and weighted by tenure. */
export function knowledgeView(
	{ rows, summary, notes }: Result<KnowledgeRow, KnowledgeSummary>,
	coverage: Coverage,
	roleName: (role: string) => string,
	language: Language
): KnowledgeView | null {
	const { t, format } = language;
	const roles = coverage.rows.flatMap((row) => (row.required > 0 && row.roleFamily ? [row.roleFamily] : []));
	const own = rows.filter((row) => row.group !== null && roles.includes(row.group) && row.base > 0);
	if (own.length === 0) return null;
	return {
		heading: t('analysis.knowledge.lede', {
			from: format.date(summary.baseOn),
			on: format.date(summary.on),
			cap: format.number(summary.capYears)
		}),
		rows: own.map((row) => ({
			name: roleName(row.group ?? ''),
			remaining: shareText(row.remaining, row.base, language),
			interval: format.interval(row.headcountInterval?.lower ?? null, row.headcountInterval?.upper ?? null, row.base),
			index: row.retained === null ? t('figures.suppressed-mark') : format.number(row.retained, 2)
		})),
		notes: noteTexts(notes, language)
	};
}
