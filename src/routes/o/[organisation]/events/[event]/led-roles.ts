import type { FigureSource } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { DepartureRow, DeparturesSummary } from '#lib/metrics/registry-events.server.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import type { VacancyRow } from '#lib/metrics/registry-tenure.server.ts';
import { sourcesOf } from '../../../../sources.ts';

export type Departures = Result<DepartureRow, DeparturesSummary>;

/** A holder of a post who left around an event, the role the post leads by the role rules, and how that role stands. */
export interface LedRole {
	person: string;
	post: string;
	date: string | null;
	day: number | null;
	/** null where hidden from this reader */
	kind: string | null;
	vacancy: string;
	role: string | null;
	coverage: string | null;
	sources: FigureSource[];
}
export interface LedRolesView {
	sentence: string;
	rows: LedRole[];
}

interface Context {
	/** The role a post belongs to, with its name; null where no rule places it. */
	roleOf(post: string): { id: string; name: string } | null;
	coverage: CoverageRow[];
	vacancies: VacancyRow[];
}

/** Executives who left within 180 days of an event, in order, beside the roles they led; null without departures. */
export function ledRolesView(departures: Departures, context: Context, language: Language): LedRolesView | null {
	const { t } = language;
	const near = departures.rows.filter((row) => row.period === 'before' || row.period === 'after');
	if (near.length === 0) return null;
	const rows = near.toSorted((a, b) => (a.day ?? 0) - (b.day ?? 0)).map((row) => ledRole(row, context, language));
	return { rows, sentence: departuresSentence(departures.summary, t, language) };
}

function ledRole(row: DepartureRow, { roleOf, coverage, vacancies }: Context, language: Language): LedRole {
	const { t, format } = language;
	const role = roleOf(row.post);
	const covered = role && coverage.find((each) => each.roleFamily === role.id && each.required > 0);
	const vacancy = vacancies.find((each) => each.post === row.post && each.person === row.person);
	return {
		person: row.person,
		post: row.post,
		date: row.date === null ? null : format.partialDate(row.date),
		day: row.day,
		kind: row.kind === null ? null : t(`figures.departure.${row.kind}`),
		vacancy: vacancyText(vacancy, language),
		role: role?.name ?? null,
		coverage: covered
			? t('analysis.led.coverage', {
					before: covered.qualifiedBefore ?? 0,
					after: covered.qualified,
					required: covered.required,
					status: t(`figures.status.${covered.status}`)
				})
			: null,
		sources: sourcesOf(row.source)
	};
}

function vacancyText(row: VacancyRow | undefined, { t }: Language): string {
	if (row === undefined || row.state === 'unknown' || row.permanentDays === null) return '–';
	return t(`analysis.led.${row.state}`, { days: row.permanentDays });
}

function departuresSentence(summary: DeparturesSummary, t: Language['t'], { format }: Language): string {
	const { before, after, ratio, interval } = summary;
	const counts = { before, after };
	if (ratio === null || !Number.isFinite(ratio)) return t('analysis.led.sentence-none', counts);
	const { lower, upper } = interval;
	return t('analysis.led.sentence', {
		...counts,
		ratio: format.fixed(ratio, 1),
		interval:
			upper === null || !Number.isFinite(upper)
				? t('analysis.no-upper-limit', { lower: format.fixed(lower, 1) })
				: format.range(lower, upper, 1)
	});
}
