import { expect, test } from 'vitest';
import { sizeMeasures, sizeReport } from './support/size.ts';

test('every size budget of the design is kept', () => {
	const measures = sizeMeasures();
	process.stdout.write(sizeReport(measures) + '\n');
	const over = measures.filter((entry) => entry.value > entry.limit);
	expect(over.map((entry) => `${entry.name}: ${entry.value} > ${entry.limit}`)).toEqual([]);
});
