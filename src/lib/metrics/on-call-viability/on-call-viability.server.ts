import { dayNumber } from '#lib/statistics/civil-date.ts';
import { onCallViability } from '#lib/statistics/on-call-viability.ts';
import type { OnCallRules } from '#lib/statistics/on-call-viability.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, numberColumn } from '#lib/server/columns.ts';
import type { Clock, Contractors } from '../metric.ts';
import { qualifiedStays } from '../qualified-stays.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';
import { requirementsInForce } from '../requirements-in-force.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';

export interface OnCallTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	requirements: RequirementRow[];
	qualifications: ColumnTable[];
}
export interface OnCallParams {
	/** Civil date of the figures. */
	on: string;
	clock: Clock;
	contractors: Contractors;
	maxShare: number;
	/** For every rota; where null, what the function says, or two. */
	rolesOnCall: number | null;
	/** Fewest engineers a site needs; null: 8 on one site, 6 on each of several. */
	criticalMass: number | null;
}

const PARTS = 1e6;
const USUAL_ROLES = 2;

/** The people of one site; a site nobody is at has no name. */
interface Site {
	name: string | null;
	engineers: number;
	/** Millionths; NaN where one is missing. */
	fte: number;
}

/**
 * Whether each function's rota has enough engineers at each of its sites, by the rule of thumb of Google's SRE book.
 *
 * A function has a rota where it says how many are on call; without any such function all required ones are looked at
 * with two. One site is everybody qualified; several are the sites of the roster with the most qualified, the others
 * take no part. A site missing to the number stated has nobody.
 *
 * @returns one row per function and site, the functions in the order of the file
 * @see METHODS 3.5; onCallViability
 * @example 2 on call, one site: 8 engineers are on call 25 % of the time, viable; 7 are not enough
 */
export function onCallRotas(
	tables: OnCallTables,
	params: OnCallParams
): { rows: OnCallRow[]; summary: Omit<OnCallSummary, 'incidents'> } {
	const on = dayNumber(params.on);
	const required = requirementsInForce(tables.requirements, on).filter(({ inForce }) => inForce.requiredMin > 0);
	const stated = required.filter(({ inForce }) => isGiven(inForce.rolesOnCall));
	const functions = stated.length > 0 && params.rolesOnCall === null ? stated : required;
	const stays = qualifiedStays(tables, functions, params);
	let elsewhere = 0;
	const rows = functions.flatMap(({ inForce }, index) => {
		const places = sitesOn(tables.roster, stays[index], on);
		const shared = inForce.sites ?? 1;
		const taking = shared > 1 ? withMissing(places.slice(0, shared), shared) : [together(places)];
		const others = engineersOf(places) - engineersOf(taking);
		elsewhere += others;
		return rotaRows(inForce, taking, others, params);
	});
	const notViable = new Set(rows.filter((row) => !row.isViable).map((row) => row.functionId)).size;
	const { clock, contractors, maxShare } = params;
	const assumedRotas = params.rolesOnCall === null && stated.length === 0 ? functions.length : 0;
	const chosen = { on: params.on, clock, contractors, maxShare };
	return { rows, summary: { ...chosen, functions: functions.length, notViable, elsewhere, assumedRotas } };
}

function isGiven(value: number | null | undefined): value is number {
	return value !== null && value !== undefined;
}

function engineersOf(sites: Site[]): number {
	return sites.reduce((sum, site) => sum + site.engineers, 0);
}

/** The qualified by site of the roster, the most first, then by name. */
function sitesOn(roster: ColumnTable, { count, first, last, row }: FunctionStays, on: number): Site[] {
	const site = codeColumn(roster, 'site');
	const fte = numberColumn(roster, 'fte').values;
	const bySite = new Map<number, Site>();
	for (let stay = 0; stay < count; stay++) {
		if (first[stay] > on || last[stay] < on) continue;
		const code = site.codes[row[stay]];
		const own = bySite.get(code) ?? { name: site.words[code], engineers: 0, fte: 0 };
		bySite.set(code, own);
		own.engineers++;
		own.fte += Math.round(fte[row[stay]] * PARTS);
	}
	const byName = (a: Site, b: Site) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1);
	return [...bySite.values()].sort((a, b) => b.engineers - a.engineers || byName(a, b));
}

function together(sites: Site[]): Site {
	return { name: null, engineers: engineersOf(sites), fte: sites.reduce((sum, site) => sum + site.fte, 0) };
}

function withMissing(sites: Site[], wanted: number): Site[] {
	const missing = Array.from({ length: wanted - sites.length }, () => ({ name: null, engineers: 0, fte: 0 }));
	return [...sites, ...missing];
}

function rotaRows(inForce: RequirementRow, sites: Site[], elsewhere: number, params: OnCallParams): OnCallRow[] {
	const { functionId, name, roleFamily, isCritical } = inForce;
	const rolesOnCall = params.rolesOnCall ?? inForce.rolesOnCall ?? USUAL_ROLES;
	const rules: Partial<OnCallRules> = { rolesOnCall, maxShare: params.maxShare };
	if (params.criticalMass !== null) rules.criticalMass = params.criticalMass;
	const found = onCallViability(
		sites.map((site) => site.engineers),
		rules
	);
	return found.sites.map(({ engineers, share, minimum, isEnough }, index) => ({
		...{ functionId, name, roleFamily, isCritical, site: sites[index].name, sites: sites.length, rolesOnCall },
		...{ engineers, elsewhere },
		engineersFte: Number.isNaN(sites[index].fte) ? null : sites[index].fte / PARTS,
		share,
		oneWeekIn: share === null || share === 0 ? null : 1 / share,
		...{ minimum, isEnough, isViable: found.isViable, isSuppressed: false }
	}));
}
