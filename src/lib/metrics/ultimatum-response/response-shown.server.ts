import { totalsOnly } from '#lib/server/disclosure/shown-before.ts';
import type { ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import { answersFigure } from '../answers-figure.ts';
import type { Result } from '../metric.ts';
import type { ResponseRow, ResponseSummary } from './ultimatum-response.ts';

/** The counts of the answers: in all, by one grouping, by the hour, and those that do not count. */
export function responseTables({ rows, summary }: Result<ResponseRow, ResponseSummary>): FigureTables {
	const { stay, leave, silent, late, beforeAnnouncement, unknownPerson, superseded, surge, curve } = summary;
	const totals = { stay, leave, silent };
	const groups: ShownTable = {
		totals,
		rows: Object.fromEntries(
			rows.map((row) => {
				const { asked, stay, leave, silent } = row;
				return [row.group, asked === null ? null : { asked, stay, leave, silent }];
			})
		)
	};
	return {
		figure: answersFigure(summary.eventId),
		parts: {
			total: totalsOnly(totals),
			classes: totalsOnly({ late, beforeAnnouncement, unknownPerson, superseded }),
			surge: totalsOnly({ lastHour: surge?.lastHour ?? null, earlier: surge?.earlier ?? null }),
			curve: totalsOnly(Object.fromEntries(curve.map(({ hours, count }) => [String(hours), count]))),
			...(rows.length === 0 ? {} : { [`by ${rows[0].dimension}`]: groups })
		}
	};
}
