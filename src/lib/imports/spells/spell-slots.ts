import type { RuleContext } from '#lib/datasets/dataset.ts';

/** Slots of the values that putting employments together reads or writes. */
export interface SpellSlots {
	person: number;
	hire: number;
	exit: number;
	status: number;
	type: number;
	/** Reason, regretted, last working day, notice: said of the end, so only the last stretch keeps them. */
	ending: number[];
	/** Job title, department, site and so on. */
	described: number[];
}

const ENDING = ['separation_reason', 'regretted', 'last_working_day', 'notice_date'];
const DESCRIBED = [
	...['job_title', 'role_family', 'level', 'department', 'division', 'site', 'country', 'employment_type', 'fte']
];

export function spellSlots({ slotOf }: Pick<RuleContext, 'slotOf'>): SpellSlots {
	return {
		person: slotOf('person_id'),
		hire: slotOf('hire_date'),
		exit: slotOf('exit_date'),
		status: slotOf('status'),
		type: slotOf('separation_type'),
		ending: ENDING.map(slotOf),
		described: DESCRIBED.map(slotOf)
	};
}
