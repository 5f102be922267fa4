import type { Limits } from '../limits.ts';
import { refusedTable } from './refused-table.ts';

/** Counts bytes while they are unpacked, and refuses a file that unpacks to too many. */
export class UnpackBudget {
	private unpacked = 0;

	constructor(
		private readonly packed: number,
		private readonly mostBytes: number,
		private readonly limits: Limits
	) {}

	take(bytes: number): void {
		this.unpacked += bytes;
		const { packed, unpacked, mostBytes, limits } = this;
		if (unpacked > mostBytes) throw refusedTable('LIMIT_UNPACKED', { size: unpacked, limit: mostBytes });
		// Small files of one repeated word pack very well and harm nobody.
		if (unpacked > limits.ratioFreeBytes && unpacked > packed * limits.unpackRatio)
			throw refusedTable('LIMIT_RATIO', { ratio: Math.ceil(unpacked / packed), limit: limits.unpackRatio });
	}
}
