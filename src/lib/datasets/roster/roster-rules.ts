import { dayNumber } from '../../statistics/civil-date.ts';
import type { CellValue } from '#lib/imports/check/row-sink.ts';
import type { ReportFinding, RowRule, RuleContext } from '../dataset.ts';

const EMPLOYED = new Set<unknown>(['active', 'leave', 'future']);

/** Places of the fields the rules look at. */
function slots(slotOf: RuleContext['slotOf']) {
	return {
		hire: slotOf('hire_date'),
		exit: slotOf('exit_date'),
		status: slotOf('status'),
		type: slotOf('separation_type'),
		reason: slotOf('separation_reason')
	};
}

/**
 * The cleaning rules 1 to 3 of METHODS 1.1 and the status rules of IMPORT 6.2. An exit written as the first day not
 * employed moves one day back; an exit before the snapshot on a row that says employed is settled as the analyst
 * chose; hires and exits after the snapshot are counted as planned.
 */
export function rosterRules({ plan, slotOf }: RuleContext): RowRule {
	const at = slots(slotOf);
	const asOf = plan.asOf === null ? null : dayNumber(plan.asOf);
	const shift = plan.exitConvention === 'first-day-not-employed' ? 1 : 0;
	const settle = conflictRule(plan.statusConflict, at);
	return (values, report) => {
		const hire = values[at.hire] as number | null;
		if (hire === null) return report('SPELL_NO_HIRE', 'error', 'hire_date');
		let exit = values[at.exit] as number | null;
		if (exit !== null && shift) values[at.exit] = exit -= shift;
		if (exit !== null && exit < hire) return report('SPELL_EXIT_BEFORE_HIRE', 'error', 'exit_date');
		const status = values[at.status];
		if (exit === null) {
			if (status === 'terminated') return report('SPELL_NO_EXIT', 'error', 'exit_date');
		} else if (EMPLOYED.has(status) && (asOf === null || exit < asOf)) settle(values, report);
		if (asOf !== null && (hire > asOf || (exit !== null && exit > asOf)))
			report('SPELL_FUTURE', 'info', hire > asOf ? 'hire_date' : 'exit_date');
	};
}

function conflictRule(choice: 'dates' | 'status' | 'exclude' | null, at: ReturnType<typeof slots>) {
	return (values: CellValue[], report: ReportFinding) => {
		if (choice !== 'dates' && choice !== 'status') return report('SPELL_STATUS', 'error', 'status');
		report('SPELL_STATUS', 'info', 'status');
		if (choice === 'dates') values[at.status] = 'terminated';
		else values[at.exit] = values[at.type] = values[at.reason] = null;
	};
}
