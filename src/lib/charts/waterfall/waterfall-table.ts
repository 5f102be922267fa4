import type { Language } from '../../messages/language.ts';
import { numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { WaterfallStep } from './waterfall-layout.ts';

/** "7,500", "−3,700", or the mark of a hidden part. */
export function stepText({ kind, count }: WaterfallStep, { t, format }: Language): string {
	if (count === null) return t('charts.suppressed-mark');
	return kind === 'total' ? format.number(count) : format.signed(count);
}

/** The parts of the sum, in the order of the drawing. */
export function waterfallTable(steps: WaterfallStep[], language: Language): FigureTable {
	const { t } = language;
	return {
		columns: [
			textColumn('step', t('charts.waterfall-step')),
			numberColumn('count', t('charts.waterfall-count')),
			textColumn('note', t('charts.column-note'))
		],
		rows: steps.map((step) => [
			textCell(step.label),
			{ text: stepText(step, language), value: step.count },
			textCell(step.note ?? '')
		])
	};
}
