import type { CaseSeries } from './case-catalogue.server.ts';
import { seriesFile } from './series-file.server.ts';

/** Separations of one agency in one month, for every reason. */
export interface AgencyMonth {
	/** YYYY-MM */
	month: string;
	agencyCode: string;
	agency: string;
	quit: number;
	retirement: number;
	reductionInForce: number;
	other: number;
	total: number;
}

const COUNTS = ['quit', 'retirement', 'reduction_in_force', 'other', 'total'] as const;

/**
 * The series of a case as its file gives it, each line checked: a month, whole numbers, parts that add up to the total.
 *
 * @throws where the file is not the one its package describes, or a line does not add up
 * @example 17,055 separations at the Treasury in September 2025, 13,767 of them quits
 */
export function separationsByAgency(folder: string, series: CaseSeries): AgencyMonth[] {
	const { path, rows } = seriesFile(folder, series);
	return rows.map((row, index) => {
		const [quit, retirement, reductionInForce, other, total] = COUNTS.map((name) => Number(row[name]));
		const isSound = COUNTS.every((name) => /^\d+$/.test(row[name])) && /^\d{4}-\d{2}$/.test(row.month);
		if (!isSound || quit + retirement + reductionInForce + other !== total)
			throw new Error(`${path}, line ${index + 2}: the reasons do not add up to the total.`);
		return {
			...{ month: row.month, agencyCode: row.agency_code, agency: row.agency },
			...{ quit, retirement, reductionInForce, other, total }
		};
	});
}
