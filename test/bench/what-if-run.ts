import { seededGenerator } from '../../src/lib/statistics/seeded-generator.ts';
import { whatIfOutlook } from '../../src/lib/statistics/what-if-outlook.ts';
import { compare, type Comparison } from './rotation.ts';

const PEOPLE = 100_000;
const SEGMENTS = 60;
const ROLES = 12;
const TARGET = 300;

/** The what-if engine for 100 000 people in 60 segments and 12 roles, independent and under three shared shocks. */
export function timeWhatIf(rounds: number): Promise<Comparison> {
	const random = seededGenerator(7);
	const segments = Array.from({ length: SEGMENTS }, (_, index) => ({
		role: index % ROLES,
		people: Math.floor(PEOPLE / SEGMENTS) + (index < PEOPLE % SEGMENTS ? 1 : 0),
		a: 0.5 + 30 * random(),
		b: 0.5 + 300 * random()
	}));
	const roles = Array.from({ length: ROLES }, (_, role) => {
		const staff = segments.filter((each) => each.role === role).reduce((sum, { people }) => sum + people, 0);
		return { staff, required: Math.floor(0.88 * staff) };
	});
	const run = async () => {
		const start = performance.now();
		whatIfOutlook({ roles, segments }, [0, 0.5, 1, 2]);
		return performance.now() - start;
	};
	const title = `What-if: ${PEOPLE} people, ${SEGMENTS} segments, ${ROLES} roles, four shocks`;
	return compare(title, rounds, [{ name: 'Muster', run }], () => `at most ${TARGET} ms wanted`);
}
