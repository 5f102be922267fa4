import type { PartStore } from './part-store.ts';

export type Values = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
export interface ArrayOf {
	new (length: number): Values;
	new (buffer: ArrayBuffer, offset: number, length: number): Values;
	readonly BYTES_PER_ELEMENT: number;
}

const PART_VALUES = 1 << 15;

/** A growing list of numbers whose full parts are put away, each as wide as the list was then. */
export class ValueParts {
	length = 0;
	private readonly full: { part: number; ArrayOf: ArrayOf }[] = [];
	/** Made at the first value. */
	private current: Values | null = null;
	private filled = 0;

	constructor(
		public ArrayOf: ArrayOf,
		private readonly store: PartStore
	) {}

	push(value: number): void {
		let { current } = this;
		if (current === null || this.filled === PART_VALUES) current = this.next();
		current[this.filled++] = value;
		this.length++;
	}

	private next(): Values {
		if (this.current) {
			const { buffer, byteLength } = this.current;
			this.full.push({ part: this.store.put(new Uint8Array(buffer, 0, byteLength)), ArrayOf: this.ArrayOf });
		}
		this.filled = 0;
		return (this.current ??= new this.ArrayOf(PART_VALUES));
	}

	/** From now on values may be as large as this kind of array holds. */
	widen(ArrayOf: ArrayOf): void {
		this.ArrayOf = ArrayOf;
		if (this.current === null) return;
		const wider = new ArrayOf(PART_VALUES);
		wider.set(this.current);
		this.current = wider;
	}

	/** Copies all values into an array that is as long. */
	readInto<T extends Values>(target: T): T {
		let at = 0;
		for (const { part, ArrayOf } of this.full) {
			target.set(new ArrayOf(this.store.get(part).buffer, 0, PART_VALUES), at);
			at += PART_VALUES;
		}
		if (this.current) target.set(this.current.subarray(0, this.filled), at);
		return target;
	}

	release(): void {
		for (const { part } of this.full) this.store.drop(part);
		this.full.length = 0;
		this.current = null;
		this.length = this.filled = 0;
	}
}
