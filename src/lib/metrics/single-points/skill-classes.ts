import type { SkillClass } from '#lib/statistics/simultaneous-assignment.ts';

/**
 * People with the same functions as one class, so that thousands need no comparing.
 *
 * @param functions people of each function, each person once, by index below `peopleOnFile`
 * @example {0, 1}, {1, 2}: three classes of one person, for the first, both, and the second function
 */
export function skillClasses(functions: readonly Uint32Array[], peopleOnFile: number): SkillClass[] {
	// Class 0 has no function; adding a function splits each class into those who have it and those who have not.
	const classOf = new Uint32Array(peopleOnFile);
	const classes: number[][] = [[]];
	const people: number[] = [0];
	functions.forEach((members, index) => {
		const extended = new Map<number, number>();
		for (let at = 0; at < members.length; at++) {
			const person = members[at];
			const former = classOf[person];
			const known = extended.get(former);
			const next = known ?? classes.push([...classes[former], index]) - 1;
			if (known === undefined) {
				extended.set(former, next);
				people.push(0);
			}
			classOf[person] = next;
			people[former]--;
			people[next]++;
		}
	});
	return classes
		.map((own, index) => ({ functions: own, people: people[index] }))
		.filter((own) => own.people > 0 && own.functions.length > 0);
}
