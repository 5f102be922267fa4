import { readXml } from './xml-events.ts';

/** How the number of a cell is meant: as it stands, as a day, or filled with zeros up to a width. */
export type CellFormat = { kind: 'number' } | { kind: 'date' } | { kind: 'zeros'; width: number };

const NUMBER: CellFormat = { kind: 'number' };
const DATE: CellFormat = { kind: 'date' };
// As many as a spreadsheet program allows.
const MOST_FORMATS = 65_490;

/** Formats that a workbook may use without defining them and that show days (ECMA-376, part 1, 18.8.30). */
function isBuiltInDate(id: number): boolean {
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** The meaning of a number format such as `dd\.mm\.yyyy` or `00000`. */
export function formatOfCode(code: string): CellFormat {
	if (/^0{2,}$/.test(code)) return { kind: 'zeros', width: code.length };
	const [first] = code
		.replace(/"[^"]*"?/g, '')
		.replace(/\\.|[_*]./g, '')
		.split(';');
	if (/\[(?:h+|m+|s+)\]/i.test(first)) return NUMBER;
	const marks = first.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '');
	return /[ymdhs]/i.test(marks) ? DATE : NUMBER;
}

/** The format of each cell style, by the style's number. */
export async function readCellFormats(pieces: AsyncIterable<Uint8Array>): Promise<CellFormat[]> {
	const codes = new Map<number, CellFormat>();
	const ids: number[] = [];
	let isInCells = false;
	await readXml(pieces, {
		open(name, attributes) {
			if (name === 'numFmt')
				codes.set(Number(attributes.numFmtId), formatOfCode((attributes.formatCode ?? '').slice(0, 255)));
			else if (name === 'cellXfs') isInCells = true;
			else if (name === 'xf' && isInCells && ids.length < MOST_FORMATS) ids.push(Number(attributes.numFmtId ?? 0));
		},
		close(name) {
			if (name === 'cellXfs') isInCells = false;
		}
	});
	return ids.map((id) => codes.get(id) ?? (isBuiltInDate(id) ? DATE : NUMBER));
}
