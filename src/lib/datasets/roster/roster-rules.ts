import { dayNumber } from '../../statistics/civil-date.ts';
import type { CellValue } from '#lib/imports/check/row-sink.ts';
import type { ReportFinding, RowRule, RuleContext } from '../dataset.ts';

const EMPLOYED = new Set<unknown>(['active', 'leave', 'future']);
/** An exit planned for later than this is kept and looked at: more likely a placeholder or a wrong year. */
const FAR_DAYS = 731;

/** Places of the fields the rules look at. */
function slots(slotOf: RuleContext['slotOf']) {
	return {
		hire: slotOf('hire_date'),
		exit: slotOf('exit_date'),
		lastWorked: slotOf('last_working_day'),
		status: slotOf('status'),
		type: slotOf('separation_type'),
		reason: slotOf('separation_reason')
	};
}
type Slots = ReturnType<typeof slots>;

/**
 * The cleaning rules 1 to 3 of METHODS 1.1 and the rules of IMPORT 6.2. An exit written as the first day not employed
 * moves one day back; an exit before the snapshot on a row that says employed is settled as the analyst chose; hires
 * and exits after the snapshot are counted as planned; a reason that stands for no separation makes the exit a
 * transfer, which joins what follows and is no separation (METHODS 1.3).
 */
export function rosterRules(context: RuleContext): RowRule {
	const { plan, slotOf } = context;
	const at = slots(slotOf);
	const asOf = plan.asOf === null ? null : dayNumber(plan.asOf);
	const shift = plan.exitConvention === 'first-day-not-employed' ? 1 : 0;
	const settle = conflictRule(plan.statusConflict, at);
	const artefact = artefactRule(context, at);
	return (values, report) => {
		const hire = values[at.hire] as number | null;
		if (hire === null) return report('SPELL_NO_HIRE', 'error', 'hire_date');
		let exit = values[at.exit] as number | null;
		if (exit !== null && shift) values[at.exit] = exit -= shift;
		if (exit !== null && exit < hire) return report('SPELL_EXIT_BEFORE_HIRE', 'error', 'exit_date');
		const status = values[at.status];
		if (exit === null) {
			if (status === 'terminated') return report('SPELL_NO_EXIT', 'error', 'exit_date');
		} else {
			artefact(values, report);
			if (((values[at.lastWorked] as number | null) ?? exit) > exit)
				report('SPELL_LAST_DAY', 'warning', 'last_working_day');
			if (EMPLOYED.has(status) && values[at.type] !== 'transfer' && (asOf === null || exit < asOf))
				settle(values, report);
		}
		if (asOf !== null) planned(asOf, hire, exit, report);
	};
}

function conflictRule(choice: 'dates' | 'status' | 'exclude' | null, at: Slots) {
	return (values: CellValue[], report: ReportFinding) => {
		if (choice !== 'dates' && choice !== 'status') return report('SPELL_STATUS', 'error', 'status');
		report('SPELL_STATUS', 'info', 'status');
		if (choice === 'dates') values[at.status] = 'terminated';
		else values[at.exit] = values[at.type] = values[at.reason] = null;
	};
}

/** An exit whose reason stands for no separation ends as a transfer does. */
function artefactRule({ plan }: RuleContext, at: Slots) {
	const column = plan.columns.find(({ field }) => field === 'separation_reason');
	const artefacts = new Set<CellValue>(column?.artefacts ?? []);
	return (values: CellValue[], report: ReportFinding): void => {
		if (artefacts.size === 0 || !artefacts.has(values[at.reason])) return;
		report('SPELL_ARTEFACT', 'info', 'separation_reason');
		values[at.type] = 'transfer';
	};
}

/** Hires and exits after the snapshot are planned; those far away are looked at. */
function planned(asOf: number, hire: number, exit: number | null, report: ReportFinding): void {
	if (hire > asOf) report('SPELL_FUTURE', 'info', 'hire_date');
	else if (exit !== null && exit > asOf)
		report('SPELL_FUTURE', exit > asOf + FAR_DAYS ? 'warning' : 'info', 'exit_date');
}
