import { dayNumber } from '#lib/statistics/civil-date.ts';
import { knowledgeWeight } from '#lib/statistics/knowledge-retained.ts';
import type { KnowledgeWeight } from '#lib/statistics/knowledge-retained.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, numberColumn } from '#lib/server/columns.ts';
import { rowInForce } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock, Contractors } from '../metric.ts';
import type { KnowledgeGroup, KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';

export interface KnowledgeTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
}
export interface KnowledgeParams {
	baseOn: string;
	on: string;
	clock: Clock;
	contractors: Contractors;
	group: KnowledgeGroup | null;
	capYears: number;
	tauYears: number;
}

const YEAR_DAYS = 365.25;
const PARTS = 1e6;

/** Sums over the base of one group; `all` and `kept` by weight. */
interface GroupSums {
	base: number;
	remaining: number;
	fte: number;
	keptFte: number;
	all: Float64Array;
	kept: Float64Array;
}

/**
 * Tenure-weighted share of the staff of a base date that is still there: an index beside plain headcount, under several
 * weights. Tenure runs from the first day of the unbroken employment to the base date, both included, for those who
 * stayed and those who left. Somebody who left and came back is there.
 *
 * @returns one row per group of the base date, in the order of the roles or by name; in the summary everybody
 * @see METHODS 3.3; knowledgeRetained for the weights
 * @example of 1, 4 and 10 years the one of 10 leaves: 0.6667 by headcount, 0.5 capped at 5 years
 */
export function knowledgeRetainedBy(
	tables: KnowledgeTables,
	params: KnowledgeParams
): { rows: KnowledgeRow[]; summary: KnowledgeSummary } {
	const { roster, roles } = tables;
	const weights = weightsOf(params);
	const groups = groupingOf(roster, roles, params.group);
	const sums = groups.words.map(() => emptySums(weights.length));
	const all = emptySums(weights.length);
	addBase(roster, params, weights, (row) => [all, sums[groups.codes === null ? 0 : groups.codes[row]]]);
	const used = sums.map((own, index) => ({ own, word: groups.words[index] })).filter(({ own }) => own.base > 0);
	if (params.group !== 'role') used.sort((a, b) => a.word.localeCompare(b.word, 'en', { numeric: true }));
	const total = rowOf(null, all, weights);
	const rows = params.group === null ? [total] : used.map(({ own, word }) => rowOf(word, own, weights));
	return { rows, summary: { ...params, total } };
}

/** The chosen weight first; headcount, two other caps and saturation as lines of sensitivity. */
function weightsOf({ capYears, tauYears }: KnowledgeParams): KnowledgeWeight[] {
	const others = [3, 5, 10].filter((years) => years !== capYears);
	return [
		{ kind: 'capped', capYears },
		{ kind: 'headcount' },
		...others.map((years): KnowledgeWeight => ({ kind: 'capped', capYears: years })),
		{ kind: 'saturating', tauYears }
	];
}

function groupingOf(roster: ColumnTable, roles: RoleColumn, group: KnowledgeGroup | null) {
	if (group === null) return { codes: null, words: [''] };
	return group === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, group);
}

function emptySums(weights: number): GroupSums {
	const zeros = () => new Float64Array(weights);
	return { base: 0, remaining: 0, fte: 0, keptFte: 0, all: zeros(), kept: zeros() };
}

function addBase(
	roster: ColumnTable,
	params: KnowledgeParams,
	weights: KnowledgeWeight[],
	sumsOf: (row: number) => GroupSums[]
): void {
	const base = dayNumber(params.baseOn);
	const spells = keptSpells(roster, { withoutContractors: params.contractors === 'out' });
	const ends = keptEnds(roster, spells, params.clock);
	const isThere = presentPeople(roster, spells, ends, dayNumber(params.on));
	const rowOf = rowInForce(roster, base);
	const fte = numberColumn(roster, 'fte').values;
	const worth = worthByTenure(weights);
	for (let spell = 0; spell < spells.count; spell++) {
		if (spells.first[spell] > base || ends[spell] < base) continue;
		const person = spells.person[spell];
		const row = rowOf(spells.lastRow[spell]);
		const own = worth(base - spells.first[spell] + 1);
		const share = Math.round(fte[row] * PARTS);
		for (const sums of sumsOf(row)) addMember(sums, own, share, isThere[person]);
	}
}

/** 1 for everybody with a spell that covers a day. */
function presentPeople(roster: ColumnTable, { count, person, first }: EmploymentSpells, ends: Int32Array, on: number) {
	const isThere = new Uint8Array(roster.personKeys?.length ?? 0);
	for (let spell = 0; spell < count; spell++) if (first[spell] <= on && ends[spell] >= on) isThere[person[spell]] = 1;
	return isThere;
}

/** What a person of a tenure in days is worth under each weight; each tenure is worked out once. */
function worthByTenure(weights: KnowledgeWeight[]): (tenureDays: number) => Float64Array {
	const known: (Float64Array | undefined)[] = [];
	return (days) => (known[days] ??= Float64Array.from(weights, (weight) => knowledgeWeight(days / YEAR_DAYS, weight)));
}

function addMember(sums: GroupSums, worth: Float64Array, fte: number, isThere: number): void {
	sums.base++;
	sums.fte += fte;
	sums.remaining += isThere;
	if (isThere === 1) sums.keptFte += fte;
	for (let weight = 0; weight < worth.length; weight++) {
		sums.all[weight] += worth[weight];
		if (isThere === 1) sums.kept[weight] += worth[weight];
	}
}

function rowOf(group: string | null, sums: GroupSums, weights: KnowledgeWeight[]): KnowledgeRow {
	const { base, remaining, fte, keptFte, all, kept } = sums;
	const lines = weights.map((weight, index) => ({
		weight,
		retained: all[index] === 0 ? null : kept[index] / all[index]
	}));
	const limits = wilsonInterval(remaining, base);
	return {
		group,
		base,
		remaining,
		headcountShare: base === 0 ? null : remaining / base,
		headcountInterval: limits && { ...limits, method: 'wilson', level: 0.95 },
		baseFte: Number.isNaN(fte) ? null : fte / PARTS,
		remainingFte: Number.isNaN(keptFte) ? null : keptFte / PARTS,
		retained: lines[0].retained,
		sensitivity: lines.slice(1),
		isSuppressed: false
	};
}
