import { civilDate } from '#lib/statistics/civil-date.ts';
import { civilDay, readDateText, type DateText } from './dates.ts';
import { readInstantText, type InstantText } from './instants.ts';
import type { DateOrder } from '../plan.ts';

interface Side {
	proofs: number;
	examples: string[];
	first: number;
	last: number;
}
/** One way of writing the dates of a column, by its separator. */
interface Spelling {
	count: number;
	hasProof: boolean;
	hasSmall: boolean;
	dmy: Side;
	mdy: Side;
}
/** What the dates of one column prove about the order of day and month. */
export interface DateDecision {
	order: DateOrder | null;
	question: 'DATE_ORDER' | 'DATE_MIXED' | null;
	proofs: number;
	examples: string[];
	/** A spreadsheet converted the dates it could read and left the others, so two spellings share one order. */
	isSplit: boolean;
	/** Of a split column: first and last day if the converted dates had the other order. */
	otherwise: { first: string | null; last: string | null } | null;
	dmy: { proofs: number; first: string | null; last: string | null };
	mdy: { proofs: number; first: string | null; last: string | null };
}

const PLACEHOLDERS = new Set([
	'1900-1-1',
	'1899-12-30',
	'1899-12-31',
	'1970-1-1',
	'1753-1-1',
	'1-1-1',
	'9999-12-31',
	'2999-12-31',
	'2099-12-31'
]);

/** True where one of the readings of a date is one that systems write for "nothing". */
function mayBePlaceholder(written: DateText): boolean {
	if (written.form === 'ymd') return PLACEHOLDERS.has(`${written.year}-${written.month}-${written.day}`);
	if (written.form !== 'parts' || written.isShortYear) return false;
	const { year, first, second } = written;
	return PLACEHOLDERS.has(`${year}-${first}-${second}`) || PLACEHOLDERS.has(`${year}-${second}-${first}`);
}

function side(): Side {
	return { proofs: 0, examples: [], first: Infinity, last: -Infinity };
}

/** Collects how the dates of a column are written, over all its rows. */
export class DateEvidence {
	count = 0;
	shortYears = 0;
	serials = 0;
	partials = 0;
	/** Without an offset. */
	naive = 0;
	withTime = 0;
	abbreviations = new Map<string, number>();
	readonly examples = { short: [] as string[], serial: [] as string[], partial: [] as string[], naive: [] as string[] };
	/** Texts of dates that often stand for nothing, with their counts. */
	readonly placeholders = new Map<string, number>();
	private readonly dmy = side();
	private readonly mdy = side();
	private readonly certain = side();
	private undecided = 0;
	private readonly separators = new Map<string, Spelling>();

	add(text: string, count: number): void {
		let written = readDateText(text);
		const instant = text.length > 10 ? readInstantText(text) : null;
		if (!written && instant) written = readDateText(instant.date);
		if (!written) return;
		this.count += count;
		if (mayBePlaceholder(written)) {
			this.placeholders.set(text, (this.placeholders.get(text) ?? 0) + count);
			return;
		}
		if (instant && instant.precision !== 'day') this.addTime(text, count, instant.zone);
		this.addWritten(text, count, written);
	}

	private addTime(text: string, count: number, zone: InstantText['zone']): void {
		this.withTime += count;
		if (zone && 'offsetMinutes' in zone) return;
		this.naive += count;
		keep(this.examples.naive, text);
		if (zone) this.abbreviations.set(zone.abbreviation, (this.abbreviations.get(zone.abbreviation) ?? 0) + count);
	}

	private addWritten(text: string, count: number, written: DateText): void {
		if (written.form === 'serial') {
			this.serials += count;
			keep(this.examples.serial, text);
		} else if (written.form === 'partial') {
			this.partials += count;
			keep(this.examples.partial, text);
		} else if ('isShortYear' in written && written.isShortYear) {
			this.shortYears += count;
			keep(this.examples.short, text);
		}
		if (written.form === 'parts') this.addParts(text, count, written);
		else if (written.form === 'ymd' || (written.form === 'named' && !written.isShortYear))
			this.see(this.certain, text, count, civilDay(written.year, written.month, written.day), false);
	}

	private addParts(text: string, count: number, written: Extract<DateText, { form: 'parts' }>): void {
		const { first, second, separator } = written;
		const year = written.isShortYear ? 2000 + written.year : written.year;
		const kind = this.separators.get(separator) ?? {
			count: 0,
			hasProof: false,
			hasSmall: false,
			dmy: side(),
			mdy: side()
		};
		for (const { dmy, mdy } of [{ dmy: this.dmy, mdy: this.mdy }, kind]) {
			this.see(dmy, text, count, civilDay(year, second, first), first > 12 && second <= 12);
			this.see(mdy, text, count, civilDay(year, first, second), second > 12 && first <= 12);
		}
		kind.count += count;
		if (first > 12 !== second > 12) kind.hasProof = true;
		else if (first !== second) {
			kind.hasSmall = true;
			this.undecided += count;
		}
		this.separators.set(separator, kind);
	}

	private see(where: Side, text: string, count: number, day: number | null, isProof: boolean): void {
		if (isProof) {
			where.proofs += count;
			keep(where.examples, text);
		}
		if (day === null) return;
		if (day < where.first) where.first = day;
		if (day > where.last) where.last = day;
	}

	/** True where the column has dates whose parts are numbers, so that they have an order. */
	get hasParts(): boolean {
		return this.separators.size > 0;
	}

	/** The order, decided by the rows that prove it (a part above 12); a question where none or both are proved. */
	decide(): DateDecision {
		const { dmy, mdy } = this;
		const [winner, order] = dmy.proofs >= mdy.proofs ? [dmy, 'dmy' as const] : [mdy, 'mdy' as const];
		const isProved = winner.proofs > 0 && Math.min(dmy.proofs, mdy.proofs) === 0;
		const question =
			isProved || this.separators.size === 0
				? null
				: dmy.proofs > 0
					? 'DATE_MIXED'
					: this.undecided > 0
						? 'DATE_ORDER'
						: null;
		const kinds = [...this.separators.values()];
		const isSplit =
			isProved && kinds.length === 2 && kinds.some((k) => k.hasProof && !k.hasSmall) && kinds.some((k) => !k.hasProof);
		return {
			order: question ? null : isProved ? order : this.separators.size > 0 ? 'dmy' : this.count > 0 ? 'ymd' : null,
			question,
			proofs: isProved ? winner.proofs : 0,
			examples: winner.examples.length > 0 ? winner.examples : [...dmy.examples],
			isSplit,
			otherwise: isSplit ? this.otherwise(order) : null,
			dmy: { proofs: dmy.proofs, ...span(dmy) },
			mdy: { proofs: mdy.proofs, ...span(mdy) }
		};
	}

	/** The span if the spelling without proof had the other order: the wrong reading errs in no row, it only spreads. */
	private otherwise(order: 'dmy' | 'mdy'): { first: string | null; last: string | null } {
		const other = order === 'dmy' ? 'mdy' : 'dmy';
		const read = [...this.separators.values()].map((kind) => (kind.hasProof ? kind[order] : kind[other]));
		const all = [...read, this.certain];
		return span({ first: Math.min(...all.map((s) => s.first)), last: Math.max(...all.map((s) => s.last)) });
	}

	/** First and last day of the column under an order; null where it has none. */
	span(order: DateOrder | null): { first: string | null; last: string | null } {
		const numeric = order === 'dmy' ? this.dmy : order === 'mdy' ? this.mdy : side();
		return span({
			first: Math.min(numeric.first, this.certain.first),
			last: Math.max(numeric.last, this.certain.last)
		});
	}
}

function span({ first, last }: { first: number; last: number }): { first: string | null; last: string | null } {
	return {
		first: Number.isFinite(first) ? civilDate(first) : null,
		last: Number.isFinite(last) ? civilDate(last) : null
	};
}

function keep(examples: string[], text: string): void {
	if (examples.length < 3) examples.push(text);
}
