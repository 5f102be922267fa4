import { affixedNumber, type Affix } from './affix.ts';
import { decimalProof, numberOfText, readNumberText } from './numbers.ts';

/** What the numbers of one column prove about its decimal mark and its scale. */
export interface DecimalDecision {
	mark: '.' | ',' | null;
	isAsked: boolean;
	proofs: number;
	examples: string[];
}

const LONGEST_PLAIN = 15;

function isPlainInteger(text: string): boolean {
	if (text.length > LONGEST_PLAIN || text.length === 0) return false;
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (c < 48 || c > 57) return false;
	}
	return true;
}

/** Collects how the numbers of a column are written, over all its rows. */
export class NumberEvidence {
	count = 0;
	percentSigns = 0;
	/** Sum of plain whole numbers, to recognise a row of totals. */
	integerSum = 0;
	integers = 0;
	ambiguous = 0;
	private readonly proofs = { '.': 0, ',': 0 };
	private readonly examples = { '.': [] as string[], ',': [] as string[], ambiguous: [] as string[] };
	private readonly largest = { '.': -Infinity, ',': -Infinity };
	private hasFraction = false;
	private affix: Affix | null = null;
	private affixed: NumberEvidence | null = null;
	private isMixed = false;

	add(text: string, count: number): void {
		if (isPlainInteger(text)) return this.addDigits(Number(text), count);
		const written = readNumberText(text);
		if (!written) return this.addAffixed(text, count);
		const proof = decimalProof(written);
		if (proof === 'invalid') return;
		this.count += count;
		if (written.isPercent) this.percentSigns += count;
		if (proof === 'none') this.addInteger(numberOfText(written, '.') ?? 0, count);
		else {
			if (proof === 'ambiguous') this.ambiguous += count;
			else this.proofs[proof] += count;
			const examples = this.examples[proof];
			if (examples.length < 3) examples.push(text);
		}
		for (const mark of ['.', ','] as const) {
			const value = numberOfText(written, mark);
			if (value === null || written.isPercent) continue;
			if (value > this.largest[mark]) this.largest[mark] = value;
			if (!Number.isInteger(value)) this.hasFraction = true;
		}
	}

	private addAffixed(text: string, count: number): void {
		const found = affixedNumber(text);
		if (!found) return;
		const { number, affix } = found;
		this.affix ??= affix;
		if (affix.before !== this.affix.before || affix.after !== this.affix.after) this.isMixed = true;
		if (this.isMixed) return;
		this.affixed ??= new NumberEvidence();
		this.affixed.add(number, count);
	}

	/** The sign or unit that stands around every number of the column; null where some have another or none. */
	constantAffix(): Affix | null {
		return this.count === 0 && !this.isMixed && (this.affixed?.count ?? 0) > 0 ? this.affix : null;
	}

	/** The evidence of the numbers themselves: without a sign or unit that all of them have. */
	plain(): NumberEvidence {
		return this.constantAffix() && this.affixed ? this.affixed : this;
	}

	/** Digits alone, as most ids and counts are, read the same under both marks. */
	addDigits(value: number, count: number): void {
		const { largest } = this;
		this.count += count;
		this.addInteger(value, count);
		if (value > largest['.']) largest['.'] = value;
		if (value > largest[',']) largest[','] = value;
	}

	private addInteger(value: number, count: number): void {
		this.integers += count;
		this.integerSum += value * count;
	}

	decide(): DecimalDecision {
		const { proofs, examples } = this;
		const isContradictory = proofs['.'] > 0 && proofs[','] > 0;
		const isOpen = proofs['.'] + proofs[','] === 0 && this.ambiguous > 0;
		const mark = proofs[','] > proofs['.'] ? ',' : '.';
		const shown = isOpen
			? examples.ambiguous
			: isContradictory
				? [...examples['.'], ...examples[',']].slice(0, 3)
				: examples[mark];
		return {
			mark: isOpen || isContradictory ? null : mark,
			isAsked: isOpen || isContradictory,
			proofs: proofs[mark],
			examples: shown
		};
	}

	/** Whether percentages are written 0 to 1 or 0 to 100; null where the values do not tell. */
	percentScale(mark: '.' | ','): 'fraction' | 'hundred' | null {
		if (this.largest[mark] > 1) return 'hundred';
		if (this.largest[mark] === -Infinity) return 'hundred';
		return this.hasFraction ? 'fraction' : null;
	}

	isAbove(limit: number, mark: '.' | ','): boolean {
		return this.largest[mark] > limit;
	}
}
