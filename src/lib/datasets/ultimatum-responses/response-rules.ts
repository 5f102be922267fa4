import type { AnswerWindow, KnownReferences, RowRule, RuleContext } from '../dataset.ts';

/**
 * Says which answers were given before the announcement, after the deadline, or in time but not for the last time
 * (METHODS 2.2): all are kept and the metric counts them apart. Of two answers at one instant the later line counts,
 * and one of a file that is added counts before a published one. Says nothing where the event does not tell when an
 * answer is in time.
 *
 * The lines of the file are compared, and with what is published where the file is added to it. Who was asked is not known here: an answer of somebody else is early or late
 * all the same, and unknown to the metric.
 */
export function responseRules({ known, slotOf }: RuleContext): RowRule {
	const { window, answered } = known;
	const slots = { person: slotOf('person_id'), instant: slotOf('responded_at') };
	return window ? timedAnswers(window, slots, answered) : () => undefined;
}

function timedAnswers(
	{ announcedAt, deadlineAt }: AnswerWindow,
	slots: { person: number; instant: number },
	answered: KnownReferences['answered']
): RowRule {
	const announced = { announced: written(announcedAt) };
	const deadline = { deadline: written(deadlineAt) };
	const answers = new LastAnswers();
	const rule: RowRule = (values, report, _, line) => {
		const [person, at] = [values[slots.person], values[slots.instant]];
		if (typeof person !== 'string' || typeof at !== 'number') return;
		if (at < announcedAt) report('RESPONSE_EARLY', 'info', 'responded_at', announced);
		else if (at > deadlineAt) report('RESPONSE_LATE', 'info', 'responded_at', deadline);
		else answers.add(person, at, line);
	};
	rule.end = (report) => {
		const say = (code: string, line: number, details: { other: number } | { earlier: string } | { later: string }) =>
			report(code, 'info', { line, field: 'responded_at' }, details);
		const published = answers.publishedAt(answered);
		const isOlder = ({ at, place }: LastAnswer) => published[place] > at;
		for (const { line, last } of answers.superseded())
			if (!isOlder(last)) say('RESPONSE_SUPERSEDED', line, { other: last.line });
			else say('RESPONSE_OLDER', line, { later: written(published[last.place]) });
		for (const last of answers.last()) {
			const at = published[last.place];
			if (isOlder(last)) say('RESPONSE_OLDER', last.line, { later: written(at) });
			else if (!Number.isNaN(at)) say('RESPONSE_REPLACES', last.line, { earlier: written(at) });
		}
	};
	return rule;
}

const written = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

interface LastAnswer {
	place: number;
	at: number;
	line: number;
}

/** The last answer in time of each person, and the lines of the others. */
class LastAnswers {
	private readonly places = new Map<string, number>();
	private readonly instants: number[] = [];
	private readonly lines: number[] = [];
	private readonly others: { line: number; place: number }[] = [];

	add(person: string, at: number, line: number): void {
		const place = this.places.get(person);
		if (place === undefined) {
			this.places.set(person, this.lines.length);
			this.instants.push(at);
			this.lines.push(line);
		} else if (at < this.instants[place]) this.others.push({ line, place });
		else {
			this.others.push({ line: this.lines[place], place });
			this.instants[place] = at;
			this.lines[place] = line;
		}
	}

	/** In the order of their lines, each with the answer that counts instead. */
	superseded(): { line: number; last: LastAnswer }[] {
		return this.others.sort((a, b) => a.line - b.line).map(({ line, place }) => ({ line, last: this.lastAt(place) }));
	}

	/** The answers that count, in the order of their lines. */
	last(): LastAnswer[] {
		return this.lines.map((_, place) => this.lastAt(place)).sort((a, b) => a.line - b.line);
	}

	/** When each of these people answered before, NaN where they did not. */
	publishedAt(answered: KnownReferences['answered']): Float64Array {
		const times = new Float64Array(this.lines.length).fill(NaN);
		if (answered) for (const [person, place] of this.places) times[place] = answered(person) ?? NaN;
		return times;
	}

	private lastAt(place: number): LastAnswer {
		return { place, at: this.instants[place], line: this.lines[place] };
	}
}
