import { breakOf } from '../series-break.ts';
import type { ReportAtEnd } from '../dataset.ts';

/** Counts of all organisations together, by type and day, to see where a type ends: it may have moved into another. */
export class TypeSeries {
	private readonly sums = new Map<string, Map<string, number>>();
	private readonly days = new Set<string>();

	add(type: string, day: string, count: number): void {
		const sums = this.sums.get(type) ?? new Map<string, number>();
		this.sums.set(type, sums.set(day, (sums.get(day) ?? 0) + count));
		this.days.add(day);
	}

	/** A day without a row of a type is a zero of it: zeros may have been left out. */
	end(report: ReportAtEnd): void {
		for (const [type, sums] of this.sums) {
			const found = breakOf([...this.days].map((on) => ({ on, count: sums.get(on) ?? 0 })));
			if (!found) continue;
			const details = { category: type, month: found.first.on, before: found.before.count };
			report('EVENT_BREAK', 'warning', {}, details);
		}
	}
}
