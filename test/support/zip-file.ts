import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a ZIP file; what is claimed about it may be a lie. */
export interface ZipPart {
	name: string;
	content: string | Uint8Array;
	claimed?: { size?: number; checksum?: number };
}

/** A ZIP file of these parts. */
export function zipFile(parts: ZipPart[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, content, claimed = {} } of parts) {
		const plain = Buffer.from(content);
		const packed = deflateRawSync(plain);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(0x0800, 2);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(claimed.checksum ?? crc32(plain), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(claimed.size ?? plain.length, 18);
		fields.writeUInt16LE(Buffer.byteLength(name), 22);
		const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
		const entry = Buffer.alloc(16);
		entry.writeUInt32LE(offset, 12);
		directory.push(
			Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, entry.subarray(2), Buffer.from(name)])
		);
		bodies.push(body);
		offset += body.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.length, 4);
	end.writeUInt16LE(parts.length, 6);
	end.writeUInt32LE(listed.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook whose sheets hold this XML between `<sheetData>` tags. */
export function workbookParts(
	sheets: Record<string, string>,
	rest: { properties?: string; styles?: string; texts?: string } = {}
): ZipPart[] {
	const names = Object.keys(sheets);
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
	const relations = (body: string) => `${HEAD}<Relationships xmlns="x">${body}</Relationships>`;
	const listed = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
	return [
		{ name: '[Content_Types].xml', content: `${HEAD}<Types xmlns="x"/>` },
		{ name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
		{
			name: 'xl/workbook.xml',
			content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${rest.properties ?? ''}<sheets>${listed}</sheets></workbook>`
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: relations(
				names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
					relation('rIdStyles', 'styles', 'styles.xml') +
					relation('rIdTexts', 'sharedStrings', 'sharedStrings.xml')
			)
		},
		...(rest.styles === undefined
			? []
			: [{ name: 'xl/styles.xml', content: `${HEAD}<styleSheet xmlns="${MAIN}">${rest.styles}</styleSheet>` }]),
		...(rest.texts === undefined
			? []
			: [{ name: 'xl/sharedStrings.xml', content: `${HEAD}<sst xmlns="${MAIN}">${rest.texts}</sst>` }]),
		...names.map((name, i) => ({
			name: `xl/worksheets/sheet${i + 1}.xml`,
			content: `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`
		}))
	];
}

/** Rows of texts as the XML of a sheet, the texts in their cells. */
export function sheetRows(...rows: string[][]): string {
	return rows
		.map(
			(cells, r) =>
				`<row r="${r + 1}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
		)
		.join('');
}
