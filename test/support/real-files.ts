import type { KindId } from '../../src/lib/datasets/dataset.ts';
import type { UnderstoodRow } from '../../src/lib/imports/check-file.ts';

type Row = UnderstoodRow['values'];

export interface RealFile {
	file: string;
	/** The kind that is suggested for it. */
	kind: KindId;
	/** Ids of the questions it raises at first, in order. */
	asked: string[];
	answers: Record<string, string>;
	/** Rows read, kept, left out. */
	rows: [number, number, number];
	counts: Record<string, number>;
	/** One figure from the understood rows, and what Python's csv module counts in the file itself. */
	figure: { of: (rows: Row[]) => unknown; is: unknown };
}

const best = (value: Row[string]): number => (value as { best: number | null } | null)?.best ?? 0;

/** Sum of a figure by the first characters of a date: 4 for years, 7 for months. */
const sumBy = (date: string, length: number, figure: string) => (rows: Row[]) => {
	const sums: Record<string, number> = {};
	for (const row of rows) {
		const key = String(row[date]).slice(0, length);
		sums[key] = (sums[key] ?? 0) + best(row[figure]);
	}
	return sums;
};
const countBy = (field: string) => (rows: Row[]) => {
	const counts: Record<string, number> = {};
	for (const row of rows) counts[String(row[field])] = (counts[String(row[field])] ?? 0) + 1;
	return counts;
};
const total = (figure: string) => (rows: Row[]) => rows.reduce((sum, row) => sum + best(row[figure]), 0);

const TRACKER = { 'field:event_type': '=layoff', 'field:source': '=layoff tracker', 'event-twins': 'different' };
const SEPARATIONS = { 'field:event_type': '=other', 'field:source': '=OPM, monthly separations' };

/** Every file of the folder that fits a kind. */
export const REAL_FILES: RealFile[] = [
	{
		// Three rows name no source and no figure.
		file: 'layoffs/layoffs_fyi_2020-03_2026-01.csv',
		kind: 'events',
		asked: ['field:event_type', 'event-twins'],
		answers: TRACKER,
		rows: [4277, 4274, 3],
		counts: { CELL_TRIMMED: 20, VALUE_REQUIRED: 3 },
		figure: {
			of: sumBy('announced_on', 4, 'affected'),
			is: { 2020: 80_998, 2021: 15_823, 2022: 165_269, 2023: 264_320, 2024: 152_922, 2025: 123_941, 2026: 22_668 }
		}
	},
	{
		file: 'layoffs/layoffs_world_2020-03_2023-03_dirty.csv',
		kind: 'events',
		asked: ['field:event_type', 'field:source', 'empty:5', 'empty:6', 'event-twins'],
		answers: { ...TRACKER, 'empty:5': 'empty', 'empty:6': 'empty' },
		rows: [2361, 2360, 1],
		counts: { CELL_TRIMMED: 11, ROW_DUPLICATE: 6, VALUE_REQUIRED: 1 },
		// 386,379 in the file, of which 500 in the one row without a date.
		figure: {
			of: sumBy('announced_on', 4, 'affected'),
			is: { 2020: 81_068, 2021: 15_823, 2022: 161_711, 2023: 127_277 }
		}
	},
	{
		file: 'layoffs/tech_layoffs_company_sizes_2020_2024.csv',
		kind: 'events',
		asked: ['field:event_type', 'field:source', 'event-twins'],
		answers: TRACKER,
		rows: [1418, 1418, 0],
		counts: { ROW_DUPLICATE: 2 },
		figure: {
			of: sumBy('announced_on', 4, 'affected'),
			is: { 2020: 61_960, 2021: 6_790, 2022: 129_031, 2023: 177_026, 2024: 4_355 }
		}
	},
	{
		file: 'warn/warn_wa.csv',
		kind: 'events',
		asked: [],
		answers: {},
		rows: [2835, 2835, 0],
		counts: { EVENT_DATES: 176 },
		figure: { of: total('affected'), is: 444_240 }
	},
	{
		file: 'warn/warn_ny.csv',
		kind: 'events',
		asked: ['words:36'],
		answers: { 'words:36': 'layoff' },
		// Of 280 amendments 132 replace a notice of the same employer and county of the year before.
		rows: [6346, 6214, 132],
		counts: { EVENT_DATES: 1307, CELL_MOJIBAKE: 3, EVENT_AMENDED: 132, EVENT_AMENDS_NOTHING: 148 },
		figure: { of: total('affected'), is: 462_254 }
	},
	{
		file: 'federal/separations_by_agency_month_2019-10_2025-11.csv',
		kind: 'events',
		asked: ['types', 'field:event_type', 'field:source'],
		// Eleven types of separation that add up to the total: a row for each that is not 0.
		answers: { ...SEPARATIONS, types: 'counted' },
		rows: [6192, 22_520, 0],
		counts: { ROW_TYPE_ZERO: 45_592, EVENT_BREAK: 2 },
		figure: {
			of: (rows) =>
				sumBy('affected_kind', 100, 'affected')(rows.filter(({ effective_on: month }) => month === '2025-09')),
			is: {
				transfer_out: 1108,
				mass_transfer: 5,
				quit: 70_553,
				voluntary_retirement: 33_172,
				early_retirement: 12_518,
				other_retirement: 515,
				reduction_in_force: 2484,
				termination_or_removal: 3805,
				other: 1429
			}
		}
	},
	{
		file: 'federal/separations_governmentwide_month_2019-10_2025-11.csv',
		kind: 'events',
		asked: ['types', 'field:organisation', 'field:event_type', 'field:source'],
		answers: { ...SEPARATIONS, types: 'none', 'field:organisation': '=US federal government' },
		rows: [74, 74, 0],
		counts: {},
		figure: { of: (rows) => sumBy('effective_on', 7, 'affected')(rows)['2025-09'], is: 125_589 }
	},
	{
		file: 'federal/agency_headcount_snapshot.csv',
		kind: 'headcounts',
		asked: ['field:reported_for'],
		answers: { 'field:reported_for': '=2025' },
		rows: [128, 128, 0],
		counts: {},
		figure: { of: total('headcount'), is: 2_074_649 }
	},
	{
		file: 'rosters/employee_data_exit_dates.csv',
		kind: 'roster',
		asked: ['words:11', 'empty:14', 'as-of', 'exit-convention', 'status-conflict', 'privacy:23'],
		answers: {
			'words:11': 'contractor',
			'empty:14': 'empty',
			'as-of': '2023-08-06',
			'exit-convention': 'last-day',
			'status-conflict': 'dates',
			'privacy:23': 'leave-out'
		},
		rows: [3000, 3000, 0],
		counts: { CELL_TRIMMED: 2028, SPELL_STATUS: 1142 },
		figure: {
			of: (rows) => {
				const months: Record<string, number> = {};
				for (const { exit_date: day } of rows) {
					const month = String(day).slice(0, 7);
					if (month >= '2023-01' && month < '2024') months[month] = (months[month] ?? 0) + 1;
				}
				return months;
			},
			is: {
				'2023-01': 61,
				'2023-02': 62,
				'2023-03': 67,
				'2023-04': 62,
				'2023-05': 101,
				'2023-06': 90,
				'2023-07': 127,
				'2023-08': 26
			}
		}
	},
	{
		file: 'rosters/edf/edf_groupe_handicap_2012_2023.csv',
		kind: 'headcounts',
		asked: ['field:organisation', 'field:kind'],
		answers: { 'field:organisation': '3', 'field:kind': '10' },
		rows: [19, 12, 7],
		counts: { NUMBER_INVALID: 7 },
		figure: {
			of: (rows) => rows.filter((row) => row.reported_for === '2023').map((row) => best(row.headcount)),
			is: [7054]
		}
	},
	{
		file: 'executives/us_cabinet_turnover.csv',
		kind: 'executive-departures',
		asked: ['field:organisation', 'field:kind', 'century:5', 'empty:5'],
		answers: {
			'field:organisation': '=US cabinet',
			'field:kind': '=unclear',
			'century:5': '1950',
			'empty:5': 'empty'
		},
		rows: [379, 379, 0],
		counts: { DATE_INVALID: 7, ROW_DUPLICATE: 11 },
		figure: {
			of: (rows) =>
				['1981', '1993', '2017'].map((y) => rows.filter((row) => String(row.effective_on).startsWith(y)).length),
			is: [22, 23, 29]
		}
	},
	{
		file: 'executives/us_congress_resignations.csv',
		kind: 'executive-departures',
		asked: ['field:organisation', 'field:kind'],
		answers: { 'field:organisation': '=US Congress', 'field:kind': '=resigned' },
		rows: [615, 615, 0],
		counts: { CELL_TRIMMED: 3, ROW_DUPLICATE: 4 },
		figure: {
			of: (rows) =>
				['1942', '1974', '1978'].map((y) => rows.filter((row) => String(row.effective_on).startsWith(y)).length),
			is: [12, 41, 20]
		}
	},
	{
		file: 'executives/ceo_departures_excerpt.csv',
		kind: 'executive-departures',
		asked: ['field:post', 'words:7'],
		answers: {
			'field:post': '=Chief Executive Officer',
			'words:7': '{"7":"other","5":"retired","3":"dismissed","9":"unclear"}'
		},
		rows: [10, 10, 0],
		counts: { CELL_TRIMMED: 3 },
		figure: { of: countBy('kind'), is: { retired: 6, dismissed: 2, other: 1, unclear: 1 } }
	},
	{
		file: 'events/attrition_events.csv',
		kind: 'events',
		asked: [],
		answers: {},
		rows: [30, 30, 0],
		counts: { NUMBER_INVALID: 2 },
		figure: {
			of: countBy('event_type'),
			is: {
				layoff: 13,
				buyout: 6,
				'return-to-office': 4,
				'executive-departures': 2,
				ultimatum: 2,
				'deferred-resignation': 2,
				other: 1
			}
		}
	},
	{
		file: 'events/executive_departures.csv',
		kind: 'executive-departures',
		asked: [],
		answers: {},
		rows: [36, 36, 0],
		counts: { ROW_DUPLICATE: 1 },
		figure: {
			of: countBy('kind'),
			is: { resigned: 15, dismissed: 7, accepted_offer: 6, unclear: 5, laid_off: 2, appointment: 1 }
		}
	},
	{
		file: 'events/headcount_series.csv',
		kind: 'headcounts',
		asked: [],
		answers: {},
		rows: [25, 25, 0],
		counts: {},
		figure: { of: (rows) => rows.filter((row) => row.organisation === 'Twitter').length, is: 14 }
	},
	{
		file: 'events/team_impacts.csv',
		kind: 'team-impacts',
		asked: [],
		answers: {},
		rows: [35, 35, 0],
		counts: { EVENT_COUNTS: 1 },
		figure: { of: total('cut'), is: 83_368 }
	},
	{
		// One row has a comma too many outside quotes.
		file: 'events/incidents.csv',
		kind: 'incidents',
		asked: [],
		answers: {},
		rows: [8, 7, 1],
		counts: { ROW_LONG: 1 },
		figure: { of: total('peak_reports'), is: 81_800 }
	}
];

/** Files that fit no kind, why, and what would be missing. */
export const UNFIT_FILES: [file: string, code: string, details: Record<string, unknown>][] = [
	['benchmarks/jolts_total_nonfarm_2013_2023.csv', 'FILE_KIND', {}],
	['benchmarks/jolts_total_nonfarm_rates_2024-01_2026-08.csv', 'FILE_KIND', {}],
	['rosters/HR_comma_sep.csv', 'FILE_KIND', {}],
	['rosters/ibm_hr_attrition.csv', 'FILE_KIND', { kind: 'roster', missing: 'hire_date' }],
	['rosters/turnover_babushkin.csv', 'FILE_KIND', {}],
	['rosters/employee_engagement_survey.csv', 'FILE_KIND', {}],
	['rosters/edf/edf_sa_bilan_social_effectifs_demissions_2017_2023.csv', 'FILE_BREAKDOWN', { count: 15 }],
	['rosters/vivainsights/mt_data.csv', 'FILE_KIND', {}],
	['rosters/vivainsights/pq_data_extract.csv', 'FILE_NOT_ROSTER', {}],
	...[
		'absenteeism',
		'departure_dates',
		'employee_performance',
		'employee_survey',
		'job_retention',
		'managers',
		'promotion',
		'recruiting'
	].map((name): [string, string, Record<string, unknown>] => [
		`rosters/peopleanalytics_book/${name}.csv`,
		'FILE_KIND',
		{}
	])
];
