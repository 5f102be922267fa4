export interface Limiter {
	/** Resolves with the function that frees the place; rejects when none became free in time. */
	enter(): Promise<() => void>;
}

interface Waiter {
	admit(): void;
	timer: NodeJS.Timeout;
}

/** Lets `places` pieces of work run at once, in order of arrival; a wait over `waitMs` rejects with `refusal()`. */
export function limiter(places: number, waitMs: number, refusal: () => Error): Limiter {
	const waiting = new Set<Waiter>();
	let free = places;
	const leave = () => {
		const [next] = waiting;
		if (next) next.admit();
		else free++;
	};
	const once = () => {
		let hasLeft = false;
		return () => {
			if (!hasLeft) leave();
			hasLeft = true;
		};
	};
	return {
		async enter() {
			if (free > 0) {
				free--;
				return once();
			}
			return new Promise((resolve, reject) => {
				const waiter: Waiter = {
					admit() {
						waiting.delete(waiter);
						clearTimeout(waiter.timer);
						resolve(once());
					},
					timer: setTimeout(() => {
						waiting.delete(waiter);
						reject(refusal());
					}, waitMs)
				};
				waiting.add(waiter);
			});
		}
	};
}
