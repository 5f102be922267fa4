import type { CellValue } from '../../imports/check/row-sink.ts';
import { foldWord } from '../../imports/file/header-words.ts';
import type { ReportAtEnd, RowHold, RuleContext } from '../dataset.ts';

interface Notice {
	values: CellValue[];
	line: number;
	/** The day of the notice, at the precision it has. */
	day: string;
	/** Line of the amendment that replaces it. */
	replacedBy: number;
}

// What an amendment does not say again still holds. Its days and its own words stay its own.
const INHERITED = 'affected, affected_unit, affected_kind, base, pct_reported, pct_decimals, effective_on'.split(', ');

/**
 * Keeps events back until all are known, where a column says which of them amend another: an amendment takes the place
 * of the notice with the id it names, else of the latest notice of its organisation, site and type in the year before. Figures it
 * leaves empty are those of the notice. Null where no column says so.
 */
export function holdAmended({ slotOf, isMapped }: RuleContext): RowHold | null {
	if (!isMapped('is_amendment') && !isMapped('replaces')) return null;
	const at = { amends: slotOf('is_amendment'), replaces: slotOf('replaces'), id: slotOf('event_id') };
	const group = ['organisation', 'site', 'event_type'].map(slotOf);
	const days = ['notice_on', 'announced_on', 'reported_on', 'effective_on'].map(slotOf);
	const inherited = INHERITED.map(slotOf);
	const notices: Notice[] = [];
	const isAmendment = ({ values }: Notice) => values[at.amends] === 1 || values[at.replaces] !== null;
	const groupOf = ({ values }: Notice) => group.map((slot) => foldWord(String(values[slot] ?? ''))).join('|');
	return {
		take(values, line) {
			const day = days.map((slot) => values[slot]).find((value) => typeof value === 'string');
			notices.push({ values: [...values], line, day: String(day ?? ''), replacedBy: 0 });
		},
		end(report, emit) {
			const find = earlierNotices(notices, at, groupOf);
			for (const amendment of notices.filter(isAmendment).sort(byDay)) {
				const former = find(amendment);
				if (!former) {
					report('EVENT_AMENDS_NOTHING', 'info', { line: amendment.line });
					continue;
				}
				former.replacedBy = amendment.line;
				for (const slot of inherited) amendment.values[slot] ??= former.values[slot];
			}
			emitRest(notices, report, emit);
		}
	};
}

function byDay(a: Notice, b: Notice): number {
	return a.day < b.day ? -1 : a.day > b.day ? 1 : a.line - b.line;
}

/** The same day a year earlier: a notice from before that is about something else. */
function yearBefore(day: string): string {
	return day === '' ? '' : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

function earlierNotices(notices: Notice[], at: { replaces: number; id: number }, groupOf: (notice: Notice) => string) {
	const byId = new Map(notices.map((notice) => [String(notice.values[at.id]), notice]));
	const groups = new Map<string, Notice[]>();
	for (const notice of notices) {
		const own = groups.get(groupOf(notice));
		if (own) own.push(notice);
		else groups.set(groupOf(notice), [notice]);
	}
	const isOpen = (notice: Notice, amendment: Notice) => notice !== amendment && notice.replacedBy === 0;
	return (amendment: Notice): Notice | undefined => {
		const named = amendment.values[at.replaces];
		if (named !== null) {
			const given = byId.get(String(named));
			return given && isOpen(given, amendment) ? given : undefined;
		}
		const own = groups.get(groupOf(amendment)) ?? [];
		const from = yearBefore(amendment.day);
		return own
			.filter((notice) => isOpen(notice, amendment) && byDay(notice, amendment) < 0 && notice.day >= from)
			.sort(byDay)
			.at(-1);
	};
}

function emitRest(
	notices: readonly Notice[],
	report: ReportAtEnd,
	emit: (values: CellValue[], line: number) => void
): void {
	for (const { values, line, replacedBy } of notices) {
		if (replacedBy > 0) report('EVENT_AMENDED', 'error', { line }, { other: replacedBy });
		else emit(values, line);
	}
}
