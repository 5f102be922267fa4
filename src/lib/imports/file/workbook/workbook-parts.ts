import type { Limits } from '../../limits.ts';
import type { ZipParts } from '../zip-parts.ts';
import { readCellFormats, type CellFormat } from './cell-formats.ts';
import type { DateSystem } from './cell-text.ts';
import { readSharedTexts, SharedTexts } from './shared-texts.ts';
import { damaged, readXml } from './xml-events.ts';

/** A sheet of the workbook that holds cells, in the order of its tabs. */
export interface SheetPart {
	name: string;
	/** Name of its part in the ZIP file. */
	part: string;
	isHidden: boolean;
}

/** What all sheets of a workbook have in common. */
export interface Workbook {
	sheets: SheetPart[];
	dateSystem: DateSystem;
	formats: CellFormat[];
	texts(): Promise<SharedTexts>;
}

const MOST_SHEETS = 100;

/** Name of the part that lists the sheets, or null where the ZIP file is no workbook of this kind. */
export async function workbookPart(zip: ZipParts): Promise<string | null> {
	if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) return null;
	const main = [...(await relations(zip, '_rels/.rels', '')).values()].find(({ type }) => type === 'officeDocument');
	return main && zip.has(main.target) && main.target.endsWith('.xml') && zip.has(relationsOf(main.target))
		? main.target
		: null;
}

export async function openWorkbook(zip: ZipParts, main: string, limits: Limits): Promise<Workbook> {
	const related = await relations(zip, relationsOf(main), main.slice(0, main.lastIndexOf('/') + 1));
	const partOf = (type: string) => [...related.values()].find((relation) => relation.type === type)?.target;
	const sheets: SheetPart[] = [];
	let dateSystem: DateSystem = '1900';
	await readXml(zip.read(main), {
		open(name, attributes) {
			if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) dateSystem = '1904';
			if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return;
			const relation = related.get(attributes['r:id'] ?? idOf(attributes));
			const isHidden = attributes.state !== undefined && attributes.state !== 'visible';
			// Sheets that are a chart or a dialog hold no cells.
			if (relation?.type === 'worksheet') sheets.push({ name: attributes.name ?? '', part: relation.target, isHidden });
		}
	});
	if (sheets.some(({ part }) => !zip.has(part))) throw damaged();
	const styles = partOf('styles');
	const texts = partOf('sharedStrings');
	return {
		sheets,
		dateSystem,
		formats: styles && zip.has(styles) ? await readCellFormats(zip.read(styles)) : [],
		texts: async () =>
			texts && zip.has(texts)
				? readSharedTexts(zip.read(texts, Infinity), limits.sharedTextBytes)
				: new SharedTexts(limits.sharedTextBytes)
	};
}

function idOf(attributes: Record<string, string>): string {
	return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

interface Relation {
	type: string;
	target: string;
}

function relationsOf(part: string): string {
	const slash = part.lastIndexOf('/') + 1;
	return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** The parts another part refers to, by the id it uses for them. */
async function relations(zip: ZipParts, name: string, folder: string): Promise<Map<string, Relation>> {
	const found = new Map<string, Relation>();
	await readXml(zip.read(name), {
		open(element, { Id, Type = '', Target = '', TargetMode }) {
			if (element !== 'Relationship' || TargetMode === 'External') return;
			const target = Target.startsWith('/') ? Target.slice(1) : resolved(folder, Target);
			found.set(Id ?? '', { type: Type.slice(Type.lastIndexOf('/') + 1), target });
		}
	});
	return found;
}

function resolved(folder: string, target: string): string {
	const parts = folder.split('/').slice(0, -1);
	for (const part of target.split('/'))
		if (part === '..') parts.pop();
		else if (part !== '.') parts.push(part);
	return parts.join('/');
}
