import type { EventAnalysis } from './event-analysis.server.ts';

interface Shown {
	id: string;
	ultimatum: object | null;
	answers: { curve: object | null; dimension: string } | null;
	loss: object | null;
	people: { filters: string | null };
	analysis: Pick<EventAnalysis, 'matching' | 'slope' | 'flow' | 'organisation' | 'tenureLost'>;
}

/** The parts an event page has, in their order, by the ids of their elements. */
export function eventContents(
	{ id, ultimatum, answers, loss, people, analysis }: Shown,
	t: (key: string) => string
): { id: string; label: string }[] {
	const part = (isShown: unknown, anchor: string, key: string) => (isShown ? [{ id: anchor, label: t(key) }] : []);
	return [
		...part(ultimatum, `ultimatum-${id}`, 'reading.section-ultimatum'),
		...part(answers ?? ultimatum, 'answers', 'reading.event-answers'),
		...part(answers?.curve, 'response-curve', 'reading.contents.response-curve'),
		...part(answers, `answers-by-${answers?.dimension}`, 'reading.contents.answers-by'),
		...part(analysis.matching, 'matching', 'reading.contents.matching'),
		...part(loss ?? people.filters, 'loss', 'reading.event-loss'),
		...part(true, 'order', 'reading.event-order'),
		...part(analysis.slope, 'before-after', 'reading.contents.before-after'),
		...part(analysis.flow, 'flow', 'reading.contents.flow'),
		...part(analysis.organisation, 'organisation', 'reading.contents.organisation'),
		...part(analysis.tenureLost, 'tenure-lost', 'reading.contents.tenure-lost'),
		...part(true, 'executives', 'analysis.led.heading'),
		...part(true, 'incidents-around', 'analysis.event.incidents')
	];
}
