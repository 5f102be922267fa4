import type { CaseSeries } from './case-catalogue.server.ts';
import { seriesFile } from './series-file.server.ts';

/** Openings, hires, quits, layoffs and all separations of one month, in per cent of employment. */
export interface TurnoverMonth {
	/** YYYY-MM */
	month: string;
	openings: number;
	hires: number;
	quits: number;
	layoffs: number;
	separations: number;
}

const RATES = ['openings', 'hires', 'quits', 'layoffs', 'separations'] as const;
// Rates are printed to one decimal: parts may add up to a tenth more than the whole.
const ROUNDING = 0.1001;

/**
 * The months of a labour turnover survey, each line checked: months one after the other, rates from 0 to 100, quits and
 * layoffs within all separations. One vintage only: earlier and later ones differ and are never mixed.
 *
 * @throws where the file is not the one its package describes, a month is missing or a line does not add up
 * @example March 2022 in the vintage of February 2024: openings 7.4, quits 2.9, layoffs 0.9
 */
export function labourTurnover(folder: string, series: CaseSeries): TurnoverMonth[] {
	const { path, rows } = seriesFile(folder, series);
	return rows.map((row, index) => {
		const rates = RATES.map((name) => Number(row[`${name}_rate`]));
		const [openings, hires, quits, layoffs, separations] = rates;
		const isSound =
			rates.every((rate) => rate >= 0 && rate <= 100) &&
			quits + layoffs <= separations + ROUNDING &&
			(index === 0 ? /^\d{4}-(?:0[1-9]|1[0-2])$/.test(row.month) : row.month === monthAfter(rows[index - 1].month));
		if (!isSound) throw new Error(`${path}, line ${index + 2}: the month or its rates cannot be right.`);
		return { month: row.month, openings, hires, quits, layoffs, separations };
	});
}

function monthAfter(month: string): string {
	const [year, number] = month.split('-').map(Number);
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
