import { CsvError, parse } from 'csv-parse/sync';
import { isCivilDate } from '#lib/statistics/civil-date.ts';

/** A person of a list that is brought for one question and never stored. */
export interface BroughtPerson {
	personId: string;
	bornOn: string | null;
	group: string | null;
}

const LONGEST = 200;
const OPTIONS = { bom: true, delimiter: [',', ';', '\t'], trim: true, skip_empty_lines: true } as const;

/**
 * Reads a list with one person a line: the id as in the roster's file, the date of birth as 1984-03-01, and a group,
 * which may be left out, with commas, semicolons or tabs between. A first line of headings is passed over.
 *
 * @returns the people, or the number of the first line that cannot be read; 0 where the list is empty
 */
export function readBroughtList(text: string): { people: BroughtPerson[] } | { line: number } {
	const people: BroughtPerson[] = [];
	const seen = new Set<string>();
	try {
		for (const { record, info } of recordsOf(text)) {
			const [personId, bornOn, group = '', ...rest] = record;
			if (info.records === 1 && /birth|born|naissance/i.test(bornOn ?? '')) continue;
			const isRead = personId && bornOn !== undefined && (bornOn === '' || isCivilDate(bornOn)) && rest.length === 0;
			if (!isRead || seen.has(personId) || group.length > LONGEST) return { line: info.lines };
			seen.add(personId);
			people.push({ personId, bornOn: bornOn || null, group: group || null });
		}
	} catch (failure) {
		if (failure instanceof CsvError) return { line: Number(failure.lines ?? 1) };
		throw failure;
	}
	return people.length === 0 ? { line: 0 } : { people };
}

function recordsOf(text: string) {
	const options = { ...OPTIONS, delimiter: [...OPTIONS.delimiter], relax_column_count: true, info: true };
	return parse(text, options) as unknown as { record: string[]; info: { lines: number; records: number } }[];
}
