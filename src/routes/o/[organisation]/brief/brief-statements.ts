import { sortedByGap } from '#lib/charts/coverage/coverage-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { shareText } from '../../../figure-frame.ts';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import { isBelow, type Coverage } from '../coverage/coverage-figure.ts';
import type { Headcount } from '../coverage/headcount-figure.ts';
import type { Responses } from '../events/[event]/response-curve-figure.ts';
import { eventTitle } from '../event-titles.ts';

export interface BriefFacts {
	event: CaseEvent | null;
	coverage: Coverage;
	/** From the day before the event to the day of the brief; null without an event. */
	headcount: Headcount | null;
	responses: Responses | null;
}
/** One answer of the brief; `links` leads to the figure behind it, below the organisation's address. */
export interface BriefAnswer {
	id: 'happened' | 'short' | 'next' | 'sure' | 'unknown';
	sentences: string[];
	link: string | null;
}

/** What happened, who is short, what breaks next, how sure that is and what is not known: five answers, in this order. */
export function briefAnswers(facts: BriefFacts, language: Language): BriefAnswer[] {
	const { event, coverage } = facts;
	const eventLink = event === null ? null : `events/${encodeURIComponent(event.eventId)}`;
	return [
		{ id: 'happened', sentences: whatHappened(facts, language), link: eventLink },
		{ id: 'short', sentences: [whoIsShort(coverage, language)], link: 'coverage' },
		{ id: 'next', sentences: whatBreaksNext(coverage, language), link: 'coverage' },
		{ id: 'sure', sentences: howSure(facts, language), link: null },
		{ id: 'unknown', sentences: whatIsNotKnown(facts, language), link: null }
	];
}

/** Roles with a minimum that are below it: critical ones first, among them the largest gap. */
export function rolesBelow(rows: CoverageRow[]): CoverageRow[] {
	const below = sortedByGap(rows.filter((row) => row.required > 0 && isBelow(row)));
	return [...below.filter((row) => row.isCritical), ...below.filter((row) => !row.isCritical)];
}

function whatHappened({ event, headcount, responses }: BriefFacts, language: Language): string[] {
	const { t, format } = language;
	if (event === null) return [t('brief.no-event')];
	const said = [told(event, language)];
	const summary = responses?.summary;
	if (summary && summary.asked !== null && summary.resolvedLeavers !== null && summary.silent !== null)
		said.push(
			t('brief.answers', {
				leavers: shareText(summary.resolvedLeavers, summary.asked, language),
				interval: format.interval(
					summary.resolvedInterval?.lower ?? null,
					summary.resolvedInterval?.upper ?? null,
					summary.asked
				),
				silent: shareText(summary.silent, summary.asked, language)
			})
		);
	else if (summary) said.push(t('brief.answers-hidden'));
	if (headcount && headcount.summary.atStart > 0) {
		const { atStart, atEnd, from, to } = headcount.summary;
		said.push(
			t('brief.headcount', {
				first: atStart,
				last: atEnd,
				change: format.signed(atEnd - atStart),
				percent: format.percent(Math.abs(atEnd - atStart) / atStart, atStart),
				from: format.date(from),
				to: format.date(to)
			})
		);
	}
	return said;
}

function told(event: CaseEvent, language: Language): string {
	const { t, format } = language;
	const values = {
		event: eventTitle(event, language),
		announced: format.partialDate(event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn ?? event.effectiveOn)
	};
	if (event.deadlineAtLocal === null) return t('brief.event', values);
	return t('brief.event-deadline', {
		...values,
		deadline: format.date(event.deadlineAtLocal.slice(0, 10)),
		time: event.deadlineAtLocal.slice(11, 16),
		zone: event.timeZone?.split('/').at(-1)?.replaceAll('_', ' ') ?? '–'
	});
}

function whoIsShort({ rows, summary }: Coverage, { t, format }: Language): string {
	const required = rows.filter((row) => row.required > 0);
	const below = required.filter(isBelow);
	const values = {
		on: format.date(summary.on),
		below: below.length,
		roles: required.length,
		short: below.reduce((sum, row) => sum + row.shortfall, 0),
		noSlack: summary.noSlack
	};
	if (required.length === 0) return t('reading.sentence-no-minimum');
	return t(below.length === 0 ? 'brief.nobody-short' : 'brief.short', values);
}

function whatBreaksNext({ rows, summary }: Coverage, language: Language): string[] {
	const { t } = language;
	const atRisk = rows
		.filter((row) => row.required > 0 && !isBelow(row) && row.breachProbability !== null)
		.sort((one, other) => other.breachProbabilityTogether! - one.breachProbabilityTogether!);
	if (summary.leaveProbability === null) return [t('brief.risk-unknown')];
	if (atRisk.length === 0) return [t('brief.risk-nobody', { days: summary.horizonDays })];
	return atRisk.slice(0, 2).map((row) =>
		t('brief.risk', {
			role: row.name,
			leave: row.departuresToBreach ?? 0,
			days: summary.horizonDays,
			range: riskRange(row, language)
		})
	);
}

/** "4%–16%": below the minimum if everybody leaves independently, and if they leave together. */
export function riskRange(row: CoverageRow, { format }: Language): string {
	const bounds = [row.breachProbability, row.breachProbabilityTogether]
		.flatMap((value) => value ?? [])
		.sort((a, b) => a - b)
		.map((value) => format.percent(value));
	return bounds[0] === bounds.at(-1) ? (bounds[0] ?? '–') : bounds.join('–');
}

function howSure({ coverage, responses }: BriefFacts, { t, format }: Language): string[] {
	const { summary } = coverage;
	const said = [t('brief.sure-counts', { clock: t(`figures.clock.${summary.clock}`) })];
	if (summary.leaveProbability !== null)
		said.push(
			t('brief.sure-risk', { days: summary.horizonDays, percent: format.percent(summary.leaveProbability, 1000) })
		);
	if (responses?.summary.resolvedInterval) said.push(t('brief.sure-interval'));
	return said;
}

function whatIsNotKnown({ coverage, responses }: BriefFacts, { t, format }: Language): string[] {
	const { rows, summary } = coverage;
	const byRole = rows.filter((row) => row.required > 0 && row.basis === 'role').length;
	const unowned = rows.filter((row) => row.required > 0 && row.owner === null).length;
	const silent = responses?.summary.silent ?? 0;
	return [
		...(silent > 0 ? [t('brief.unknown-silent', { silent, rule: responses!.summary.silenceRule })] : []),
		...(byRole > 0 ? [t('brief.unknown-qualified', { roles: byRole })] : []),
		...(unowned > 0 ? [t('brief.unknown-owner', { roles: unowned })] : []),
		t('brief.unknown-later', { on: format.date(summary.on) }),
		t('brief.unknown-cause')
	];
}
