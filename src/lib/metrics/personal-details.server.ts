import { columnBuilder } from '#lib/server/column-builder.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';

/** What an analyst brings for one question about a person and Muster never stores. */
export interface PersonalDetail {
	/** Person key, in hexadecimal digits. */
	key: string;
	/** Civil date of birth; null where not known. */
	bornOn: string | null;
	/** The group to compare the person's group with others; null where not stated. */
	group: string | null;
}

/** Personal details as columns: bornOn (day), group (code), by person. */
export function personalTable(details: readonly PersonalDetail[]): ColumnTable {
	const builder = columnBuilder({
		columns: [
			{ name: 'bornOn', type: 'day' },
			{ name: 'group', type: 'code' }
		],
		sortBy: [],
		isAboutPeople: true
	});
	for (const { key, bornOn, group } of details) builder.add(key, [bornOn === null ? null : dayNumber(bornOn), group]);
	return builder.finish();
}
