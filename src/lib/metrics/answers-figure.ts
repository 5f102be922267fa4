/** The name under which everything is kept that executives saw of the answers to one event. */
export function answersFigure(eventId: string): string {
	return `answers to ${eventId}`;
}
