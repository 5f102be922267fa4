/** People who can do the same functions, and so can stand in for each other. */
export interface SkillClass {
	people: number;
	/** Indexes of the functions they are qualified for. */
	functions: readonly number[];
}

export interface Assignment {
	/** Seats filled in each function when everybody works in one function at most. */
	filled: number[];
	/** Indexes of the functions that together need more people than can do any of them; none where all seats are filled. */
	short: number[];
}

/** Where a function could get one more person from: a class with somebody free, or with somebody in another function. */
interface Step {
	taker: number;
	/** Class that gives, and the function it takes the person from; -1: somebody free. */
	giver: number;
}

/**
 * The most seats that can be filled at once where each person works in one function at most.
 *
 * Somebody qualified for several functions counts in each, but cannot do them all on one day. A maximum bipartite
 * matching with as many seats a function as it requires, found by augmenting paths; people with the same
 * qualifications are one class, so that the size of the company does not matter.
 *
 * @param required minimum of each function, whole numbers >= 0
 * @returns of all the ways to fill most seats one; `short` is the same for every such way
 * @see Ahuja, Magnanti & Orlin (1993), Network Flows, ch. 6 and 12; Hall (1935) for `short`
 * @example 1, 1 and 1 required; one person for the first two, two for the last: 2 of 3 seats, the first two are short
 */
export function simultaneousAssignment(required: readonly number[], classes: readonly SkillClass[]): Assignment {
	const state = {
		free: classes.map(({ people }) => people),
		// Who of a class works where, in the order of its functions.
		placed: classes.map(({ functions }) => functions.map(() => 0)),
		filled: required.map(() => 0)
	};
	const classesOf = required.map((_, index) =>
		classes.flatMap(({ functions }, own) => (functions.includes(index) ? [own] : []))
	);
	const short = new Set<number>();
	required.forEach((seats, index) => {
		while (state.filled[index] < seats) {
			const search = findPath(index, classes, classesOf, state);
			if ('reached' in search) {
				search.reached.forEach((each) => short.add(each));
				break;
			}
			augment(index, seats - state.filled[index], search.path, classes, state);
		}
	});
	return { filled: state.filled, short: [...short].sort((a, b) => a - b) };
}

interface State {
	free: number[];
	placed: number[][];
	filled: number[];
}

/** The shortest way to one more person for a function, or the functions that were asked in vain. */
function findPath(
	start: number,
	classes: readonly SkillClass[],
	classesOf: number[][],
	{ free, placed }: State
): { path: Step[] } | { reached: number[] } {
	const queue = [start];
	const reachedBy = new Map<number, Step>();
	for (const taker of queue) {
		for (const giver of classesOf[taker]) {
			if (free[giver] > 0) return { path: [...pathTo(taker, start, reachedBy), { taker, giver }] };
			classes[giver].functions.forEach((other, place) => {
				if (placed[giver][place] === 0 || other === start || reachedBy.has(other)) return;
				reachedBy.set(other, { taker, giver });
				queue.push(other);
			});
		}
	}
	return { reached: queue };
}

function pathTo(end: number, start: number, reachedBy: Map<number, Step>): Step[] {
	const path: Step[] = [];
	for (let at = end; at !== start;) {
		const step = reachedBy.get(at)!;
		path.unshift(step);
		at = step.taker;
	}
	return path;
}

/** Moves as many people along a path as it and the open seats allow. */
function augment(start: number, wanted: number, path: Step[], classes: readonly SkillClass[], state: State): void {
	const moves = path.map(({ taker, giver }, index) => ({
		giver,
		to: classes[giver].functions.indexOf(taker),
		from: index + 1 < path.length ? classes[giver].functions.indexOf(path[index + 1].taker) : -1
	}));
	const available = moves.map(({ giver, from }) => (from < 0 ? state.free[giver] : state.placed[giver][from]));
	const people = Math.min(wanted, ...available);
	for (const { giver, to, from } of moves) {
		state.placed[giver][to] += people;
		if (from < 0) state.free[giver] -= people;
		else state.placed[giver][from] -= people;
	}
	state.filled[start] += people;
}
