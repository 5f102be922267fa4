import type { Tier } from '#lib/metrics/metric.ts';
import { isCivilDate } from '#lib/statistics/civil-date.ts';
import { USUAL_REPLACEMENT } from '#lib/statistics/leaving-costs.ts';
import { acceptReader, type Refused } from '../filter-reader.ts';
import { CLOCKS, type Clock } from '../coverage/coverage-query.ts';

/** Posts that would be removed; the site is null for all sites. */
export interface Removal {
	role: string;
	site: string | null;
	posts: number;
}
/** A past event that may stand for what might happen; `own` ones are counted from the roster. */
export interface HistoryChoice {
	/** 'own:<id>' or 'case:<id>' */
	id: string;
	title: string;
	silenceRule: string | null;
	severanceMonths: number | null;
	/** What a case of the library says of everybody; null for own events. */
	counts: { left: number; of: number } | null;
}
/** What a scenario may be made of. */
export interface ScenarioChoices {
	tier: Tier;
	roles: string[];
	levels: string[];
	sites: string[];
	firstDay: string;
	lastDay: string;
	histories: HistoryChoice[];
}

export const QUESTIONS = ['stay', 'leave'] as const;
export const SILENCES = ['resign', 'stay', 'undetermined'] as const;
export const SHOCKS = ['1', '0.5', '2'] as const;
export const REMOVAL_LINES = 5;
// Stands for "not stated", which an empty value of a form cannot: that is no choice at all.
export const NOT_STATED = '~';
const MOST_CHOSEN = 40;
// Thousands of people elsewhere would otherwise leave no doubt about a handful here.
const CASE_DISCOUNT = 10;

/** Everything a scenario is made of, as it stands in the address. */
export interface ScenarioQuery {
	isLayoff: boolean;
	on: string;
	clock: Clock;
	roles: string[];
	levels: string[];
	sites: string[];
	exempt: string[];
	question: (typeof QUESTIONS)[number];
	silence: (typeof SILENCES)[number];
	severanceMonths: number;
	/** How long people have to decide, and how often they are asked again. Told, not computed with. */
	deadlineDays: number;
	rounds: number;
	/** What the odds to leave are multiplied by, as somebody assumed. */
	factors: { severance: number; deadline: number; round: number };
	history: HistoryChoice | null;
	isComparable: boolean;
	historyDays: number;
	discount: number;
	prior: { a: number; b: number };
	shock: number;
	pay: number | null;
	rolePay: Record<string, number>;
	currency: string | null;
	onCostRate: number;
	backfillShare: number;
	replacement: { low: number; best: number; high: number };
	horizonMonths: number;
	removals: Removal[];
}

/** The fields of a number with its least, most and usual value. */
export const NUMBERS = {
	severance: [0, 60, 3],
	deadline: [0, 365, 2],
	rounds: [0, 5, 0],
	'factor-severance': [0.2, 5, 1],
	'factor-deadline': [0.2, 5, 1],
	'factor-round': [0.2, 5, 1],
	days: [1, 3650, 180],
	discount: [1, 1000, 1],
	'prior-a': [0.01, 1000, 0.5],
	'prior-b': [0.01, 1000, 0.5],
	'on-cost': [0, 2, 0.2],
	backfill: [0, 1, 1],
	'mu-low': [0, 10, USUAL_REPLACEMENT.low],
	'mu-best': [0, 10, USUAL_REPLACEMENT.best],
	'mu-high': [0, 10, USUAL_REPLACEMENT.high],
	horizon: [0, 120, 12]
} as const;
export type NumberField = keyof typeof NUMBERS;

/**
 * Reads a scenario from the address. A value that cannot be used is replaced by the default and reported. Executives
 * choose no level, site or day: METHODS 7.4.
 */
export function parseScenario(
	parameters: URLSearchParams,
	choices: ScenarioChoices
): { query: ScenarioQuery; refused: Refused[] } {
	const refused: Refused[] = [];
	const read = acceptReader(parameters, refused);
	const number = (name: NumberField, usual: number = NUMBERS[name][2]) =>
		read<number>(name, within(NUMBERS[name][0], NUMBERS[name][1]), usual);
	const one = <Value extends string>(name: string, allowed: readonly Value[], fallback: Value) =>
		read<Value>(name, (value) => allowed.find((each) => each === value), fallback);
	const many = (name: string, allowed: readonly string[]) => manyOf(parameters.getAll(name), allowed, name, refused);
	const isAnalyst = choices.tier === 'analyst';
	const isDay = (value: string) =>
		isCivilDate(value) && value >= choices.firstDay && value <= choices.lastDay ? value : undefined;
	const replacement = { low: number('mu-low'), best: number('mu-best'), high: number('mu-high') };
	const isRising = replacement.low <= replacement.best && replacement.best <= replacement.high;
	if (!isRising) refused.push({ parameter: 'mu', value: Object.values(replacement).join(' – ') });
	const history = read<HistoryChoice | null>(
		'history',
		(value) => (value === 'none' ? null : choices.histories.find(({ id }) => id === value)),
		null
	);
	const query: ScenarioQuery = {
		isLayoff: one('mode', ['ultimatum', 'layoff'], 'ultimatum') === 'layoff',
		on: isAnalyst ? read('on', isDay, choices.lastDay) : choices.lastDay,
		clock: one<Clock>('clock', CLOCKS, 'worked'),
		roles: many('role', choices.roles),
		levels: isAnalyst ? many('level', choices.levels) : [],
		sites: isAnalyst ? many('site', choices.sites) : [],
		exempt: many('exempt', choices.roles),
		question: one('question', QUESTIONS, 'stay'),
		silence: one('silence', SILENCES, 'resign'),
		severanceMonths: number('severance'),
		deadlineDays: number('deadline'),
		rounds: Math.round(number('rounds')),
		factors: {
			severance: number('factor-severance'),
			deadline: number('factor-deadline'),
			round: number('factor-round')
		},
		history,
		isComparable: parameters.get('comparable') === 'yes',
		historyDays: Math.round(number('days')),
		discount: number('discount', history?.counts ? CASE_DISCOUNT : undefined),
		prior: { a: number('prior-a'), b: number('prior-b') },
		shock: Number(one('shock', SHOCKS, SHOCKS[0])),
		pay: read<number | null>('pay', within(0, 1e8), null),
		rolePay: rolePay(parameters, choices.roles),
		currency: read<string | null>('currency', (value) => (/^[A-Z]{3}$/.test(value) ? value : undefined), null),
		onCostRate: number('on-cost'),
		backfillShare: number('backfill'),
		replacement: isRising ? replacement : USUAL_REPLACEMENT,
		horizonMonths: number('horizon'),
		removals: removals(parameters, choices, refused)
	};
	return { query, refused };
}

function within(least: number, most: number): (value: string) => number | undefined {
	return (value) => {
		const number = Number(value.replace(',', '.'));
		return Number.isFinite(number) && number >= least && number <= most ? number : undefined;
	};
}

function manyOf(values: string[], allowed: readonly string[], parameter: string, refused: Refused[]): string[] {
	const wanted = [...new Set(values)].filter((value) => value !== '').slice(0, MOST_CHOSEN);
	const known = (value: string) => allowed.includes(value === NOT_STATED ? '' : value);
	for (const value of wanted) if (!known(value)) refused.push({ parameter, value: value.slice(0, 60) });
	return wanted.filter(known).map((value) => (value === NOT_STATED ? '' : value));
}

function rolePay(parameters: URLSearchParams, roles: readonly string[]): Record<string, number> {
	const pays = roles.flatMap((role) => {
		const pay = within(0, 1e8)(parameters.get(`pay-${role}`)?.trim() || 'none');
		return pay === undefined ? [] : [[role, pay] as const];
	});
	return Object.fromEntries(pays);
}

/** The lines of posts to remove; a line without a role or a number is no line. */
function removals(parameters: URLSearchParams, { tier, roles, sites }: ScenarioChoices, refused: Refused[]): Removal[] {
	const chosen = parameters.getAll('cut-role').slice(0, REMOVAL_LINES);
	const [at, posts] = [parameters.getAll('cut-site'), parameters.getAll('cut-posts')];
	return chosen.flatMap((role, line) => {
		const number = posts[line]?.trim() ?? '';
		if (role === '' || number === '' || number === '0') return [];
		const count = Number(number);
		if (!roles.includes(role) || !Number.isInteger(count) || count < 0 || count > 1e6) {
			refused.push({ parameter: 'cut', value: `${role} ${number}`.slice(0, 60) });
			return [];
		}
		const site = at[line] === NOT_STATED ? '' : (at[line] ?? '');
		const isOfSite = tier === 'analyst' && (at[line] ?? '') !== '' && sites.includes(site);
		return [{ role, site: isOfSite ? site : null, posts: count }];
	});
}

/** What the odds to leave are multiplied by in all: each later round once more. */
export function oddsFactor({ factors, rounds }: Pick<ScenarioQuery, 'factors' | 'rounds'>): number {
	const factor = factors.severance * factors.deadline * factors.round ** rounds;
	return Math.min(20, Math.max(0.05, factor));
}

/** The parameters of the metric. History is used only where somebody has said that it is comparable. */
export function scenarioParams(query: ScenarioQuery): object {
	const { history, isComparable, roles, levels, sites, pay, rolePay: byRole } = query;
	const used = isComparable ? history : null;
	const chosen = (names: string[]) => (names.length === 0 ? null : names);
	return {
		on: query.on,
		clock: query.clock,
		...{ roles: chosen(roles), levels: chosen(levels), sites: chosen(sites), exempt: query.exempt },
		...(used && used.counts === null ? { historyEventId: used.id.slice('own:'.length) } : {}),
		historyCounts: used?.counts ?? null,
		historyDays: query.historyDays,
		discount: query.discount,
		prior: query.prior,
		oddsFactor: oddsFactor(query),
		pay: { ...(pay === null ? {} : { '': pay }), ...byRole },
		currency: query.currency,
		severanceMonths: query.severanceMonths,
		onCostRate: query.onCostRate,
		backfillShare: query.backfillShare,
		replacement: query.replacement,
		horizonMonths: query.horizonMonths,
		removals: query.isLayoff ? query.removals : []
	};
}

/** The scenario as it came, without what is empty and what is not its own. */
export function scenarioSearch(parameters: URLSearchParams): string {
	const isOwn = ([name, value]: [string, string]) => value !== '' && !['versions', 'scenario', 'name'].includes(name);
	const isLine = (name: string) => name.startsWith('cut-');
	return new URLSearchParams([...parameters].filter((entry) => isOwn(entry) || isLine(entry[0]))).toString();
}
