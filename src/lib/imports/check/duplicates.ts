/** Remembers the rows of a file by two hashes, 12 bytes a row, and tells the line on which an equal row stood. */
export class DuplicateRows {
	private first = new Int32Array(1024);
	private second = new Int32Array(1024);
	private lines = new Int32Array(1024);
	private size = 0;

	/** The line of an earlier equal row, or 0 after remembering this one. */
	lineOf(first: number, second: number, line: number): number {
		if (this.size * 4 >= this.lines.length * 3) this.grow();
		const slot = this.slotOf(first, second);
		if (this.lines[slot] !== 0) return this.lines[slot];
		this.put(slot, first, second, line);
		this.size++;
		return 0;
	}

	private slotOf(first: number, second: number): number {
		const mask = this.lines.length - 1;
		let slot = (first ^ (first >>> 16)) & mask;
		while (this.lines[slot] !== 0 && (this.first[slot] !== first || this.second[slot] !== second))
			slot = (slot + 1) & mask;
		return slot;
	}

	private put(slot: number, first: number, second: number, line: number): void {
		this.first[slot] = first;
		this.second[slot] = second;
		this.lines[slot] = line;
	}

	private grow(): void {
		const { first, second, lines } = this;
		const size = lines.length * 2;
		this.first = new Int32Array(size);
		this.second = new Int32Array(size);
		this.lines = new Int32Array(size);
		for (let i = 0; i < lines.length; i++)
			if (lines[i] !== 0) this.put(this.slotOf(first[i], second[i]), first[i], second[i], lines[i]);
	}
}
