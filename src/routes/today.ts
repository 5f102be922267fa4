/** The civil date in UTC on which an answer is given. */
export function today(): string {
	return new Date().toISOString().slice(0, 10);
}
