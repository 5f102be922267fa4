import { foldWord, headerWords } from '#lib/imports/file/header-words.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { CaseEvent } from '../library/[case]/case-rows.ts';

const FULL_DAY = 'YYYY-MM-DD'.length;
const LEGAL_FORMS = new Set(
	'inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag se sa sas sarl bv nv ab oy spa'.split(
		' '
	)
);
/** Days apart at which two sources may still tell of one event. */
const NEAR_DAYS = 3;

/** An event of an organisation's own data, as far as it is told apart and found. */
export type OwnFacts = Pick<
	CaseEvent,
	'eventId' | 'organisation' | 'title' | 'affected' | 'base' | 'pctReported' | 'announcedOn' | 'announcedAtLocal'
> &
	Pick<CaseEvent, 'deadlineAtLocal' | 'effectiveOn' | 'noticeOn' | 'site' | 'country'>;

/** The id of an event of an organisation's own data among those that can be compared: no case has one with a slash. */
export function ownEventId(slug: string, eventId: string): string {
	return `${slug}/${encodeURIComponent(eventId)}`;
}

/** Enough to stand beside others: a day to count from, and how many left or what share, unless a roster counts them. */
export function hasEnoughFacts(event: OwnFacts, isCounted: boolean): boolean {
	const { announcedOn, announcedAtLocal, deadlineAtLocal, effectiveOn, noticeOn, affected, pctReported } = event;
	const days = [announcedOn, announcedAtLocal?.slice(0, FULL_DAY), noticeOn, deadlineAtLocal?.slice(0, FULL_DAY)];
	const hasDay = [...days, effectiveOn].some((day) => day?.length === FULL_DAY);
	return hasDay && (isCounted || (affected.low ?? affected.best ?? affected.high ?? pctReported) !== null);
}

/** What two spellings of a company have in common: 'ACME, Inc.' and 'Acme' are one. */
export function companyKey(name: string): string {
	const words = headerWords(name.replaceAll('.', ''))
		.split(' ')
		.filter((word) => !LEGAL_FORMS.has(word));
	return foldWord(words.join('')) || foldWord(name);
}

/** The events that hold every word asked for, in company, title, place, id or date. */
export function foundEvents<Event extends OwnFacts>(events: readonly Event[], asked: string): Event[] {
	const words = asked.split(/\s+/).map(foldWord).filter(Boolean);
	return events.filter(({ organisation, title, site, country, eventId, announcedOn, noticeOn, effectiveOn }) => {
		const all = [organisation, title, site, country, eventId, announcedOn, noticeOn, effectiveOn].join(' ');
		const folded = foldWord(all);
		return words.every((word) => folded.includes(word));
	});
}

/** Pairs of events that may be one told twice: one company, days 0 within three days, no two different places. */
export function perhapsTheSame<
	Compared extends { dayZero: { on: string } | null; chosen: { event: Pick<CaseEvent, 'organisation' | 'site'> } }
>(events: readonly Compared[]): [Compared, Compared][] {
	const isSame = (a: Compared, b: Compared) => {
		const [first, second] = [a.chosen.event, b.chosen.event];
		if (a.dayZero === null || b.dayZero === null) return false;
		const isElsewhere = first.site && second.site && foldWord(first.site) !== foldWord(second.site);
		const apart = Math.abs(dayNumber(a.dayZero.on) - dayNumber(b.dayZero.on));
		return !isElsewhere && apart <= NEAR_DAYS && companyKey(first.organisation) === companyKey(second.organisation);
	};
	return events.flatMap((first, index) =>
		events
			.slice(index + 1)
			.flatMap((second): [Compared, Compared][] => (isSame(first, second) ? [[first, second]] : []))
	);
}
