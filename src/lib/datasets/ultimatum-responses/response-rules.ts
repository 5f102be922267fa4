import type { AnswerWindow, RowRule, RuleContext } from '../dataset.ts';

/**
 * Says which answers were given before the announcement, after the deadline, or in time but not for the last time
 * (METHODS 2.2): all are kept and the metric counts them apart. Of two answers at one instant the later line counts.
 * Says nothing where the event does not tell when an answer is in time.
 *
 * Only the lines of one file are compared. Who was asked is not known here: an answer of somebody else is early or late
 * all the same, and unknown to the metric.
 */
export function responseRules({ known, slotOf }: RuleContext): RowRule {
	return known.window ? timedAnswers(known.window, slotOf('person_id'), slotOf('responded_at')) : () => undefined;
}

function timedAnswers({ announcedAt, deadlineAt }: AnswerWindow, personSlot: number, instantSlot: number): RowRule {
	const announced = { announced: written(announcedAt) };
	const deadline = { deadline: written(deadlineAt) };
	const answers = new LastAnswers();
	const rule: RowRule = (values, report, _, line) => {
		const [person, at] = [values[personSlot], values[instantSlot]];
		if (typeof person !== 'string' || typeof at !== 'number') return;
		if (at < announcedAt) report('RESPONSE_EARLY', 'info', 'responded_at', announced);
		else if (at > deadlineAt) report('RESPONSE_LATE', 'info', 'responded_at', deadline);
		else answers.add(person, at, line);
	};
	rule.end = (report) => {
		for (const { line, other } of answers.superseded())
			report('RESPONSE_SUPERSEDED', 'info', { line, field: 'responded_at' }, { other });
	};
	return rule;
}

const written = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

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

	/** In the order of their lines, each with the line that counts instead. */
	superseded(): { line: number; other: number }[] {
		return this.others.sort((a, b) => a.line - b.line).map(({ line, place }) => ({ line, other: this.lines[place] }));
	}
}
