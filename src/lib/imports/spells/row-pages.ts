import type { PartStore } from '#lib/server/part-store.ts';

const PAGE_BITS = 15;
const PAGE_ROWS = 1 << PAGE_BITS;
const PAGES_AT_HAND = 16;
const READS_A_PAGE = 4;

/** A few integers of each row. With a store outside of memory full pages of them are put away and read again. */
export class RowPages {
	length = 0;
	/** Full pages, or their numbers in the store. */
	private readonly full: (Int32Array | number)[] = [];
	/** The page that is being filled. */
	private current: Int32Array;
	private readonly outside: PartStore | null;
	/** Pages that were read again, the oldest first. */
	private readonly atHand = new Map<number, Int32Array>();
	private reads = 0;
	/** The page that was asked for last. */
	private known: { number: number; page: Int32Array };

	constructor(
		private readonly width: number,
		store: PartStore | null = null
	) {
		this.outside = store?.isOutside ? store : null;
		this.current = new Int32Array(PAGE_ROWS * width);
		this.known = { number: -1, page: this.current };
	}

	/** Adds a row; its integers belong into the page that is given, from `placeOf` the row on. */
	add(): Int32Array {
		if (this.length > 0 && (this.length & (PAGE_ROWS - 1)) === 0) this.turn();
		this.length++;
		return this.current;
	}

	/** Where the integers of a row begin in its page. */
	placeOf(row: number): number {
		return (row & (PAGE_ROWS - 1)) * this.width;
	}

	/** The page that holds a row; to be used before another is asked for. */
	pageOf(row: number): Int32Array {
		const number = row >>> PAGE_BITS;
		if (number === this.full.length) return this.current;
		if (number !== this.known.number) this.known = { number, page: this.fullPage(number) };
		return this.known.page;
	}

	private turn(): void {
		const { current, outside } = this;
		this.full.push(outside ? outside.put(new Uint8Array(current.buffer)) : current);
		if (!outside) this.current = new Int32Array(current.length);
	}

	private fullPage(number: number): Int32Array {
		const page = this.full[number];
		if (typeof page !== 'number') return page;
		return this.atHand.get(number) ?? this.readAgain(number, this.outside!.get(page));
	}

	/** Rows of a person mostly lie close together. Where they do not, all pages stay once each was read a few times. */
	private readAgain(number: number, { buffer }: Uint8Array<ArrayBuffer>): Int32Array {
		const { atHand, full } = this;
		const page = new Int32Array(buffer);
		const [oldest] = atHand.keys();
		if (atHand.size >= PAGES_AT_HAND && ++this.reads < READS_A_PAGE * full.length) atHand.delete(oldest);
		atHand.set(number, page);
		return page;
	}
}
