import type { DatasetKind } from '#lib/datasets/dataset.ts';
import type { ImportPlan, Question } from '../plan.ts';
import type { EventTwins } from './event-twins.ts';
import { choice, isDecided, type EventForResponses } from './question-context.ts';

/** Takes the only event there is, where it says how its answers are read. */
export function takeEvent(plan: ImportPlan, events: EventForResponses[]): void {
	if (plan.event || events.length !== 1) return;
	const { eventId, question, timeZone } = events[0];
	if (question && timeZone) plan.event = { eventId, question, timeZone };
}

/** Asks which event was answered where there are several. */
export function eventQuestions(kind: DatasetKind, plan: ImportPlan, events: EventForResponses[]): Question[] {
	if (kind.id !== 'ultimatum-responses' || plan.event || events.length < 2 || isDecided(plan, 'event')) return [];
	const choices = events.map(({ eventId, title, question, timeZone }) =>
		choice(eventId, { title, question: question ?? '', timeZone: timeZone ?? '' })
	);
	return [{ id: 'event', code: 'RESPONSE_EVENT', choices, examples: [] }];
}

/** Asks whether rows of one organisation on one day are one event or several; nothing is added up before. */
export function twinQuestions(plan: ImportPlan, twins: EventTwins | null): Question[] {
	const open = (twins?.found() ?? []).filter(({ key }) => !plan.eventTwins || !Object.hasOwn(plan.eventTwins, key));
	if (open.length === 0) return [];
	return [
		{
			id: 'event-twins',
			code: 'EVENT_DUPLICATE',
			choices: [choice('different'), choice('same')],
			examples: open.slice(0, 3).map(({ label }) => label),
			words: open.map(({ label, count }) => ({ word: label, count })),
			details: { count: open.length }
		}
	];
}
