import { SaxesParser } from 'saxes';
import { RefusedTable, refusedTable } from '../refused-table.ts';

export type Attributes = Record<string, string>;

/** What a part of a workbook says, element by element; names without their prefix. */
export interface XmlHandlers {
	open?(name: string, attributes: Attributes): void;
	text?(text: string): void;
	close?(name: string): void;
}

// A mebibyte without a single tag is no part of a workbook.
const MOST_SILENT_BYTES = 1 << 20;

/** Push reader of XML that knows neither entities of its own nor anything outside the text. */
export function xmlReader(handlers: XmlHandlers) {
	const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
	let silent = 0;
	let decoder: TextDecoder | null = null;
	parser.on('opentag', ({ name, attributes }) => {
		silent = 0;
		handlers.open?.(localName(name), attributes);
	});
	parser.on('closetag', ({ name }) => {
		silent = 0;
		handlers.close?.(localName(name));
	});
	if (handlers.text) {
		parser.on('text', handlers.text);
		parser.on('cdata', handlers.text);
	}
	parser.on('doctype', () => {
		throw damaged();
	});
	parser.on('error', () => {
		throw damaged();
	});
	return {
		write(piece: Uint8Array): void {
			decoder ??= new TextDecoder(isWide(piece) ? 'utf-16le' : 'utf-8', { fatal: true });
			silent += piece.length;
			guarded(() => parser.write(decoder!.decode(piece, { stream: true })));
			if (silent > MOST_SILENT_BYTES) throw damaged();
		},
		end(): void {
			guarded(() => parser.close());
		}
	};
}

function guarded(work: () => void): void {
	try {
		work();
	} catch (error) {
		// Bytes that are no text and elements that do not close: the part is not what it claims to be.
		throw error instanceof RefusedTable ? error : damaged();
	}
}

function isWide(piece: Uint8Array): boolean {
	return piece[0] === 0xff && piece[1] === 0xfe;
}

function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon < 0 ? name : name.slice(colon + 1);
}

export function damaged(): RefusedTable {
	return refusedTable('FILE_DAMAGED', { kind: 'xlsx' });
}

/** Reads a whole part through handlers. */
export async function readXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
	const reader = xmlReader(handlers);
	for await (const piece of pieces) reader.write(piece);
	reader.end();
}

/** Spreadsheets write characters that XML lacks as _x000D_; _x005F_ stands for an underscore before such a mark. */
export function unescaped(text: string): string {
	return text.includes('_x')
		? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		: text;
}
