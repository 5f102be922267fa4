import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { rateWithInterval } from '#lib/charts/rates/rates-table.ts';
import { sortedByGap } from '#lib/charts/coverage/coverage-layout.ts';
import { shareText } from '../../../figure-frame.ts';
import { attritionBar, type Attrition } from '../attrition/attrition-figure.ts';
import { isBelow, type Coverage } from '../coverage/coverage-figure.ts';
import { headcountTotals, type Headcount } from '../coverage/headcount-figure.ts';
import type { Responses } from '../events/[event]/response-curve-figure.ts';

/** One statement of the overview: a number with its comparison, and where the figure behind it is. */
export interface Sentence {
	id: string;
	text: string;
	href: string;
	isAlert: boolean;
}
export interface OverviewInput {
	home: string;
	coverage: Coverage | null;
	headcount: Headcount | null;
	responses: Responses | null;
	/** All exits of the year up to the day, and of the year before it. */
	attrition?: { now: Attrition; before: Attrition } | null;
}

const ROLES_NAMED = 3;

/** At most five sentences: roles below their minimum first, then headcount, then the newest answers. */
export function overviewSentences(input: OverviewInput, language: Language): Sentence[] {
	return [
		...coverageSentences(input.coverage, `${input.home}/coverage`, language),
		...headcountSentence(input, `${input.home}/coverage#headcount`, language),
		...responseSentence(input.responses, input.home, language)
	];
}

function coverageSentences(coverage: Coverage | null, href: string, language: Language): Sentence[] {
	const { t } = language;
	const say = (id: string, text: string, isAlert: boolean): Sentence => ({ id, text, href, isAlert });
	const required = (coverage?.rows ?? []).filter((row) => row.required > 0);
	if (!coverage || required.length === 0) return [say('no-minimum', `${t('reading.sentence-no-minimum')}.`, false)];
	const below = criticalFirst(required.filter(isBelow));
	if (below.length === 0)
		return [
			say(
				'covered',
				`${t('reading.sentence-all-covered', { roles: required.length, noSlack: coverage.summary.noSlack })}.`,
				false
			)
		];
	const named = below.length > ROLES_NAMED ? below.slice(0, ROLES_NAMED - 1) : below;
	const sentences = named.map((row) => say(row.functionId, roleSentence(row, coverage.summary.before, language), true));
	if (below.length === named.length) return sentences;
	const short = below.reduce((sum, row) => sum + row.shortfall, 0);
	const more = t('reading.sentence-more', { count: below.length - named.length, short });
	return [...sentences, say('more', `${more}.`, true)];
}

/** Critical roles come first, among them the largest gap. */
function criticalFirst(rows: CoverageRow[]): CoverageRow[] {
	const sorted = sortedByGap(rows);
	return [...sorted.filter((row) => row.isCritical), ...sorted.filter((row) => !row.isCritical)];
}

function roleSentence(row: CoverageRow, before: string | null, { t, format }: Language): string {
	const values = { role: row.name, qualified: row.qualified, required: row.required, short: row.shortfall };
	const since = row.belowSince && t('reading.sentence-since', { since: format.date(row.belowSince) });
	const then =
		before !== null &&
		row.qualifiedBefore !== null &&
		t('reading.sentence-before', { before: format.date(before), then: row.qualifiedBefore });
	const state = [t('reading.sentence-role', values), since].filter(Boolean).join(', ');
	return `${[state, then].filter(Boolean).join(t('charts.between'))}.`;
}

function headcountSentence({ headcount, attrition }: OverviewInput, href: string, language: Language): Sentence[] {
	const { t, format } = language;
	const totals = headcount ? headcountTotals(headcount.rows) : [];
	const [first, last] = [totals[0], totals.at(-1)];
	if (!first || !last || first === last || first.headcount === 0) return [];
	const change = last.headcount - first.headcount;
	const text = t('reading.sentence-headcount', {
		last: last.headcount,
		first: first.headcount,
		change: format.signed(change),
		percent: format.percent(Math.abs(change) / first.headcount, first.headcount),
		from: format.date(first.date)
	});
	const rate = attrition ? rateWords(attrition.now, attrition.before, language) : null;
	return [
		{ id: 'headcount', text: `${[text, rate].filter(Boolean).join(t('charts.between'))}.`, href, isAlert: false }
	];
}

/** "145.8 exits per 100 person-years (95% interval 142–149.7), 16.5 in the year before"; null where there is no rate. */
function rateWords(now: Attrition, before: Attrition, language: Language): string | null {
	const { t, format } = language;
	const { rate, interval } = rateWithInterval(attritionBar(now.summary.total, ''), language);
	if (now.summary.total.rate === null) return null;
	const former = before.summary.total.rate;
	return t(former === null ? 'analysis.overview.rate' : 'analysis.overview.rate-before', {
		rate,
		interval,
		former: format.fixed(former, 1)
	});
}

function responseSentence(responses: Responses | null, home: string, language: Language): Sentence[] {
	if (!responses) return [];
	const { t, format } = language;
	const { summary } = responses;
	const href = `${home}/events/${encodeURIComponent(summary.eventId)}#response-curve`;
	const { asked, silent, resolvedLeavers, resolvedInterval } = summary;
	if (asked === null || silent === null || resolvedLeavers === null || asked === 0)
		return [
			{
				id: 'responses',
				text: `${t('reading.sentence-response-hidden', { event: summary.title })}.`,
				href,
				isAlert: false
			}
		];
	const text = t('reading.sentence-response', {
		event: summary.title,
		leavers: shareText(resolvedLeavers, asked, language),
		silent: shareText(silent, asked, language),
		interval: format.interval(resolvedInterval?.lower ?? null, resolvedInterval?.upper ?? null, asked)
	});
	return [{ id: 'responses', text: `${text}.`, href, isAlert: false }];
}
