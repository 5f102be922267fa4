import { addDays } from '../statistics/civil-date.ts';

/** Openings of one role on one day: how long each took until somebody started, or what else became of them. */
interface Opened {
	role: string;
	on: string;
	/** Days from opening to the start of each; their offers were accepted three weeks earlier. */
	startedAfter?: number[];
	/** Accepted, and starting on a day to come. */
	coming?: { on: string; accepted: string; posts: number };
	open?: number;
	cancelled?: { on: string; posts: number };
}

// Security comes back with starts on file, operations with two that are open, content moderation does not.
const OPENED: Opened[] = [
	{ role: 'security', on: '2024-04-15', startedAfter: [60, 70, 80, 90, 100, 120] },
	{ role: 'security', on: '2024-09-02', coming: { on: '2025-01-13', accepted: '2024-11-25', posts: 5 } },
	{ role: 'security', on: '2024-09-16', coming: { on: '2025-02-03', accepted: '2024-12-09', posts: 6 } },
	{ role: 'sre-operations', on: '2024-04-15', startedAfter: [40, 50, 60, 60, 70, 80, 90, 100] },
	{ role: 'sre-operations', on: '2024-10-01', coming: { on: '2025-01-20', accepted: '2024-12-10', posts: 6 } },
	{ role: 'sre-operations', on: '2024-12-11', open: 2 },
	{ role: 'trust-safety', on: '2024-05-01', open: 5, cancelled: { on: '2024-08-30', posts: 3 } },
	{ role: 'data-platform', on: '2024-06-03', startedAfter: [55, 75], open: 1 },
	{ role: 'payroll', on: '2024-04-22', startedAfter: [45, 65] }
];
const NOTICE_DAYS = 21;

/** The openings of the invented company: backfills after the ultimatum, some filled, some coming, some still open. */
export function sampleRequisitions(): Record<string, string | number>[] {
	const rows = OPENED.flatMap((opened) => requisitionsOf(opened));
	return rows.map((row, index) => ({ requisition_id: `REQ-${1001 + index}`, ...row, note: 'backfill' }));
}

function requisitionsOf({ role, on, startedAfter = [], coming, open = 0, cancelled }: Opened) {
	const row = (accepted: string, starts: string, ended: string) => ({
		...{ role_family: role, opened_on: on, accepted_on: accepted, starts_on: starts, cancelled_on: ended }
	});
	const many = (posts: number, made: ReturnType<typeof row>) => Array.from({ length: posts }, () => made);
	return [
		...startedAfter.map((days) => row(addDays(on, days - NOTICE_DAYS), addDays(on, days), '')),
		...(coming ? many(coming.posts, row(coming.accepted, coming.on, '')) : []),
		...many(open, row('', '', '')),
		...(cancelled ? many(cancelled.posts, row('', '', cancelled.on)) : [])
	];
}
