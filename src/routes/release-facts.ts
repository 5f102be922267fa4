import type { StoredRelease } from '#lib/server/releases.ts';
import { frenchRole } from './release-names.ts';
import type { CaseEvent, CaseTeamImpact, Estimate } from './library/[case]/case-rows.ts';

// A count rounded to 5 was up to 2 more or less; none below the threshold of its release is published.
const ROUNDING = 2;
const NOTHING: Estimate = { low: null, best: null, high: null, text: null };

/** What a comparison and an event file need to know of a release. */
export type ReleaseFacts = Pick<StoredRelease, 'id' | 'title' | 'releasedOn' | 'threshold' | 'content'> & {
	organisation: string;
};

/** What was counted as leaving in one role, which has a name in both languages. */
export type ReleasedTeam = CaseTeamImpact & { names: { en: string; fr: string } };

/** The id a release has among events. */
export function releaseEventId(id: string): string {
	return `release-${id}`;
}

/** A release as an event: counts are ranges of what rounds to them, and the only date is the month of the release. */
export function releaseEvent({ id, title, releasedOn, threshold, content, organisation }: ReleaseFacts): CaseEvent {
	const totals = content.tables[0];
	const last = totals?.cells.at(-1) ?? [];
	const nothing = {
		announcedOn: null,
		effectiveOn: null,
		announcedAtLocal: null,
		deadlineAtLocal: null,
		timeZone: null
	};
	return {
		...nothing,
		...{ eventId: releaseEventId(id), organisation, eventType: 'ultimatum', title, reportedOn: releasedOn },
		...{ question: null, silenceRule: content.silenceRule, severanceMonths: null },
		affected: totals ? leavers(totals.columns, last, { rule: content.silenceRule, threshold }) : NOTHING,
		affectedUnit: 'people',
		base: together([content.asked], threshold),
		...{ pctReported: null, pctDecimals: null, figureStatus: 'computed', terms: null, groupsHit: null },
		...{ outcome: null, discrepancies: null, confidence: null },
		source: releaseSource(organisation, title)
	};
}

/** The roles of a release with what was counted as leaving in each; those with a hidden count are left out. */
export function releaseTeams({ id, title, threshold, content, organisation }: ReleaseFacts): ReleasedTeam[] {
	const table = content.tables.find(({ grouping }) => grouping === 'role');
	if (!table) return [];
	return table.rows.flatMap((team, index) => {
		const cut = leavers(table.columns, table.cells[index], { rule: content.silenceRule, threshold });
		const size = table.cells[index].at(-1) ?? null;
		if (cut === NOTHING || size === null || team === 'other') return [];
		return [
			{
				...{ eventId: releaseEventId(id), organisation, team, measuredOn: null },
				names: { en: team, fr: frenchRole(content, team) ?? team },
				...{ before: together([size], threshold), after: NOTHING, cut, cutPercent: null },
				...{ figureStatus: 'computed' as const, basis: null, confidence: null, note: null },
				source: releaseSource(organisation, title)
			}
		];
	});
}

/** Who counts as leaving among counts by answer: those who said so, and by the rule those who said nothing. */
function leavers(
	answers: string[],
	counts: readonly (number | null)[],
	{ rule, threshold }: { rule: string; threshold: number }
): Estimate {
	const among = (some: readonly (number | null)[]) => together(some, threshold);
	const of = (answer: string) => counts[answers.indexOf(answer)] ?? null;
	if (rule === 'resign') {
		const others = answers.filter((answer) => answer !== 'stay').map(of);
		return answers.includes('stay') ? among(others) : NOTHING;
	}
	if (rule === 'stay') return answers.includes('leave') ? among([of('leave')]) : NOTHING;
	const [said, silent] = [among([of('leave')]), among([of('leave'), of('silent')])];
	return said === NOTHING || silent === NOTHING ? NOTHING : { ...said, best: null, high: silent.high };
}

/** The sum of rounded counts, from the least to the most it may have been; nothing where one of them is hidden. */
function together(counts: readonly (number | null)[], threshold: number): Estimate {
	const known = counts.filter((count) => count !== null);
	if (known.length < counts.length || known.length === 0) return NOTHING;
	const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
	return {
		low: sum(known.map((count) => Math.max(threshold, count - ROUNDING))),
		best: sum(known),
		high: sum(known.map((count) => count + ROUNDING)),
		text: null
	};
}

function releaseSource(organisation: string, title: string): string {
	return `${organisation}: ${title}, released tables, counts rounded to 5`;
}
