import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededGenerator } from './seeded-generator.ts';
import { whatIfOutlook } from './what-if-outlook.ts';
import type { OutlookRole, OutlookSegment } from './what-if-outlook.ts';

/** One role with these segments, everybody in one of them. */
function one(segments: Omit<OutlookSegment, 'role'>[], required: number, sigma = 0) {
	const staff = segments.reduce((sum, { people }) => sum + people, 0);
	const company = { roles: [{ staff, required }], segments: segments.map((each) => ({ ...each, role: 0 })) };
	return whatIfOutlook(company, [sigma])[0].roles[0];
}

/** Segments of people whose probability is known as well as exactly. */
const known = (people: number, p: number) => ({ people, a: p * 1e7, b: (1 - p) * 1e7 });

describe('by hand', () => {
	test('3 of 3 required, Beta(1, 1): breach 3/4, 1.5 short on average', () => {
		const found = one([{ people: 3, a: 1, b: 1 }], 3);
		expect(found.breachProbability).toBeCloseTo(0.75, 12);
		expect(found.expectedShortfall).toBeCloseTo(1.5, 12);
		expect([found.expectedLeavers, found.expectedRemaining]).toEqual([1.5, 1.5]);
		// 3 * 1 * 1 * 5 / (4 * 3).
		expect(found.sdLeavers).toBeCloseTo(Math.sqrt(1.25), 12);
		expect(found.remaining).toEqual([
			{ p: 0.05, people: 0 },
			{ p: 0.5, people: 1 },
			{ p: 0.95, people: 3 }
		]);
	});

	test('three people of 0.1, 0.2 and 0.3: 0.504, 0.398, 0.092, 0.006 as the Poisson-binomial has it', () => {
		// One person of Beta(a, b) leaves with a / (a + b), whatever else is known.
		const three = [0.1, 0.2, 0.3].map((p) => ({ people: 1, a: 10 * p, b: 10 - 10 * p }));
		expect([3, 2, 1].map((required) => one(three, required).breachProbability)).toEqual([
			expect.closeTo(0.496, 12),
			expect.closeTo(0.098, 12),
			expect.closeTo(0.006, 12)
		]);
		expect(one(three, 3).expectedShortfall).toBeCloseTo(0.6, 12);
	});

	test('two roles of one person each, both needed, one half: any breach 3/4', () => {
		const roles = [
			{ staff: 1, required: 1 },
			{ staff: 1, required: 1 }
		];
		const segments = [0, 1].map((role) => ({ role, people: 1, a: 3, b: 3 }));
		expect(whatIfOutlook({ roles, segments }, [0])[0].anyBreachProbability).toBeCloseTo(0.75, 12);
	});

	test('one person of one half, needed: breach 1/2, half a person short, sd 1/2, with any sigma from 0.05 to 5', () => {
		// The shock moves one half as far up as down; who leaves with one half has a variance of 1/4, however it came about.
		for (let twentieths = 1; twentieths <= 100; twentieths++) {
			const { breachProbability, expectedShortfall, sdLeavers } = one([{ people: 1, a: 1, b: 1 }], 1, twentieths / 20);
			for (const half of [breachProbability, expectedShortfall, sdLeavers]) expect(half).toBeCloseTo(0.5, 9);
		}
	});

	test.each([0, 1])(
		'a role below its minimum already breaches it surely, but not anew: the other one does by 1/2, sigma %i',
		(sigma) => {
			const roles = [
				{ staff: 1, required: 3 },
				{ staff: 1, required: 1 }
			];
			const segments = [0, 1].map((role) => ({ role, people: 1, a: 3, b: 3 }));
			const [found] = whatIfOutlook({ roles, segments }, [sigma]);
			expect(found.anyBreachProbability).toBeCloseTo(1, 12);
			expect(found.anyNewBreachProbability).toBeCloseTo(0.5, 9);
		}
	);

	test('who is not asked stays: 10 of whom 3 are asked, 8 required, is 3 of whom 1 is required', () => {
		const segments = [{ role: 0, people: 3, a: 1, b: 1 }];
		const [found] = whatIfOutlook({ roles: [{ staff: 10, required: 8 }], segments }, [0]);
		expect(found.roles[0].breachProbability).toBeCloseTo(0.25, 12);
		expect(found.roles[0].expectedShortfall).toBeCloseTo(0.25, 12);
		expect(found.roles[0].expectedRemaining).toBe(8.5);
		expect(found.roles[0].remaining.map(({ people }) => people)).toEqual([7, 8, 10]);
	});

	test('odds doubled by assumption: a probability of 0.2 becomes 1/3', () => {
		const found = one([{ ...known(1, 0.2), shift: Math.LN2 }], 1);
		expect(found.breachProbability).toBeCloseTo(1 / 3, 6);
		expect(found.expectedLeavers).toBeCloseTo(1 / 3, 6);
	});
});

test.each([[[0.5, 1, 2]], [[1, 0.4, 0.6]], [[2, 0, 1]]])(
	'sigmas %j asked for together give what each gives alone',
	(sigmas) => {
		const company = {
			roles: [
				{ staff: 9, required: 6 },
				{ staff: 300, required: 250 }
			],
			segments: [
				{ role: 0, people: 8, a: 2, b: 7, shift: 0.3 },
				{ role: 1, people: 290, a: 3, b: 20 }
			]
		};
		const digits = (value: unknown) =>
			JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? +each.toFixed(9) : each)));
		const alone = sigmas.map((sigma) => whatIfOutlook(company, [sigma])[0]);
		expect(digits(whatIfOutlook(company, sigmas))).toEqual(digits(alone));
	}
);

describe('edges', () => {
	const ten = { people: 10, a: 0.5, b: 0.5 };

	test.each([0, 1])('nothing required: no breach and nothing short, sigma %i', (sigma) => {
		expect(one([ten], 0, sigma)).toMatchObject({ breachProbability: 0, expectedShortfall: 0 });
	});

	test.each([0, 1])('more required than there are: a sure breach, sigma %i', (sigma) => {
		const found = one([ten], 12, sigma);
		expect(found.breachProbability).toBeCloseTo(1, 12);
		// 2 missing already, and half of the ten on average.
		expect(found.expectedShortfall).toBeCloseTo(7, 6);
	});

	test.each([0, 2])('a segment of nobody, and a role without segments, change nothing, sigma %i', (sigma) => {
		const found = one([ten, { people: 0, a: 1, b: 1 }], 6, sigma);
		expect(found.breachProbability).toBeCloseTo(one([ten], 6, sigma).breachProbability, 12);
		const [empty] = whatIfOutlook({ roles: [{ staff: 4, required: 4 }], segments: [] }, [sigma]);
		expect(empty.roles[0]).toMatchObject({ expectedLeavers: 0, sdLeavers: 0, breachProbability: 0 });
		expect(empty.roles[0].remaining.map(({ people }) => people)).toEqual([4, 4, 4]);
		expect(empty.anyBreachProbability).toBe(0);
	});

	test('nobody at all: 0 of 0 remain; one required of nobody is a breach', () => {
		expect(one([], 0)).toMatchObject({ breachProbability: 0, expectedRemaining: 0 });
		expect(one([], 1)).toMatchObject({ breachProbability: 1, expectedShortfall: 1 });
		expect(whatIfOutlook({ roles: [], segments: [] }, [0, 1]).map((each) => each.anyBreachProbability)).toEqual([0, 0]);
	});

	test('nobody of 20 left in the past: the probability of a breach is not 0', () => {
		expect(one([{ people: 5, a: 0.5, b: 20.5 }], 5).breachProbability).toBeGreaterThan(0.05);
	});
});

/** Probabilities of all numbers of leavers of an urn that begins with a and b, person by person: no formula is used. */
function urn({ people, a, b }: { people: number; a: number; b: number }): number[] {
	let mass = [1];
	for (let person = 0; person < people; person++) {
		const next = new Array<number>(person + 2).fill(0);
		mass.forEach((share, gone) => {
			const leaves = (a + gone) / (a + b + person);
			next[gone + 1] += share * leaves;
			next[gone] += share * (1 - leaves);
		});
		mass = next;
	}
	return mass;
}

const segment = fc.record({
	people: fc.nat({ max: 4 }),
	a: fc.double({ min: 0.3, max: 20, noNaN: true }),
	b: fc.double({ min: 0.3, max: 20, noNaN: true })
});

test('every combination of leavers of up to three segments, one after the other, gives the same', () => {
	fc.assert(
		fc.property(fc.array(segment, { maxLength: 3 }), fc.nat({ max: 13 }), (segments, required) => {
			const masses = segments.map(urn);
			const staff = segments.reduce((sum, { people }) => sum + people, 0);
			let [breach, shortfall, mean] = [0, 0, 0];
			const visit = (index: number, left: number, share: number): void => {
				if (index < masses.length) {
					masses[index].forEach((p, count) => visit(index + 1, left + count, share * p));
					return;
				}
				mean += share * left;
				if (required > 0 && staff - left < required) breach += share;
				shortfall += share * Math.max(0, required - (staff - left));
			};
			visit(0, 0, 1);
			const found = one(segments, required);
			expect(found.breachProbability).toBeCloseTo(breach, 11);
			expect(found.expectedShortfall).toBeCloseTo(required === 0 ? 0 : shortfall, 10);
			expect(found.expectedLeavers).toBeCloseTo(mean, 10);
		}),
		{ numRuns: 60 }
	);
});

// Ten cases by a seeded generator; each person leaves as the urn of the segment says.
test('200 000 seeded draws agree within three standard errors, in ten cases', () => {
	const random = seededGenerator(20221117);
	const DRAWS = 200_000;
	for (let round = 0; round < 10; round++) {
		const segments = [0, 1].map(() => ({
			people: 1 + Math.floor(random() * 4),
			a: 0.5 + 3 * random(),
			b: 0.5 + 9 * random()
		}));
		const staff = segments[0].people + segments[1].people;
		const required = Math.max(1, Math.floor(staff * (0.5 + 0.4 * random())));
		let breaches = 0;
		for (let draw = 0; draw < DRAWS; draw++) {
			let left = 0;
			for (const { people, a, b } of segments) {
				let gone = 0;
				for (let person = 0; person < people; person++) if (random() * (a + b + person) < a + gone) gone++;
				left += gone;
			}
			if (staff - left < required) breaches++;
		}
		const { breachProbability: p } = one(segments, required);
		expect(Math.abs(breaches / DRAWS - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / DRAWS));
	}
});

describe('under a shared shock', () => {
	// By adaptive integration with 20 digits (mpmath 1.3).
	test.each([
		[0.5, 0.0711713830345],
		[1, 0.157920224943],
		[2, 0.285807473696]
	])('ten people of 0.2, 6 required, sigma %s: %s', (sigma, expected) => {
		expect(one([known(10, 0.2)], 6, sigma).breachProbability).toBeCloseTo(expected, 6);
	});

	// R 4.2.2: as in the test of equalBreachProbability; teams counted by steps of people.
	test.each([
		[50, 0.1, 40, 1, 0.204718610351, 1e-6],
		[200, 0.15, 160, 2, 0.428084580803, 5e-4],
		[5000, 0.12, 4300, 1, 0.429430845558, 3e-3],
		[100000, 0.1, 85000, 0.5, 0.177436047758, 1e-3]
	])('%i people of %s, %i required, sigma %s: %s', (people, p, required, sigma, expected, within) => {
		expect(Math.abs(one([known(people, p)], required, sigma).breachProbability - expected)).toBeLessThan(within);
	});

	// R 4.2.2: beta integrals for each shock, convolved, averaged over dnorm by steps of 0.05 from -8 to 8.
	test.each([
		[0, 0.14998630592166, 1.34415584415524],
		[0.5, 0.172818210867, 1.380057489547],
		[1, 0.221545255667, 1.47060808971],
		[2, 0.307965775206, 1.712607217064]
	])('4 of Beta(3.5, 7.5) and 3 of Beta(0.5, 20.5), 5 required, sigma %s: %s, %s leave', (sigma, breach, mean) => {
		const segments = [
			{ people: 4, a: 3.5, b: 7.5 },
			{ people: 3, a: 0.5, b: 20.5 }
		];
		const found = one(segments, 5, sigma);
		expect(found.breachProbability).toBeCloseTo(breach, 6);
		expect(found.expectedLeavers).toBeCloseTo(mean, 6);
	});

	// R 4.2.2: for u from -6.5 to 6.5 by 0.02, dbinom(0:500, 500, plogis(x + sigma * u)) averaged over 121 values x of the
	// log-odds of each Beta, the four convolved, averaged with dnorm(u).
	describe.each([
		[0.5, 0.134993675534, 12.4033990772, [1506, 1664, 1749, 1815, 1883]],
		[1, 0.289126867157, 72.6277684893, [1150, 1560, 1749, 1864, 1947]],
		[2, 0.390304433812, 225.3823252317, [419, 1290, 1749, 1928, 1990]]
	])('four times 500 people of Beta(100 to 160, 900), sigma %f', (sigma, breach, short, remaining) => {
		const segments = [100, 120, 140, 160].map((a) => ({ role: 0, people: 500, a, b: 900 }));
		const under = (minima: number[]) => {
			const roles = minima.map((required) => ({ staff: 2000, required }));
			const copies = roles.flatMap((_, role) => segments.map((each) => ({ ...each, role })));
			return whatIfOutlook({ roles, segments: copies }, [sigma], [0.05, 0.25, 0.5, 0.75, 0.95])[0].roles;
		};

		test(`1600 required: breach ${breach}, ${short} short, ${remaining.join(', ')} remain`, () => {
			const [found] = under([1600]);
			expect(Math.abs(found.breachProbability - breach)).toBeLessThan(5e-5);
			expect(Math.abs(found.expectedShortfall / short - 1)).toBeLessThan(2e-3);
			found.remaining.forEach(({ people }, at) => expect(Math.abs(people - remaining[at])).toBeLessThanOrEqual(1));
		});

		test('a quantile is where the breach of one more required passes it, from whichever side it is looked for', () => {
			const [{ remaining: found }] = under([1600]);
			for (const { p, people } of found) {
				const [below, at, above] = under([people - 39, people, people + 1, people + 40]).map(
					(r) => r.breachProbability
				);
				expect(below).toBeLessThanOrEqual(at);
				expect(at).toBeLessThan(p);
				expect(above).toBeGreaterThanOrEqual(p - 1e-9);
			}
		});

		test('a higher minimum is never less likely to be missed', () => {
			const breaches = under(Array.from({ length: 40 }, (_, at) => 1700 + at)).map((role) => role.breachProbability);
			for (let at = 1; at < breaches.length; at++) expect(breaches[at]).toBeGreaterThanOrEqual(breaches[at - 1]);
		});
	});

	// R 4.2.2: integrate(function(u) (1 - (1 - plogis(s * u))^2) * dnorm(u), -12, 12); independent 0.75.
	test.each([
		[0.5, 0.73604442243988],
		[1, 0.70662096414191],
		[2, 0.65142637740054]
	])('two roles of one person of one half each, sigma %s: any breach %s, less than 0.75', (sigma, expected) => {
		const roles = [0, 1].map(() => ({ staff: 1, required: 1 }));
		const segments = [0, 1].map((role) => ({ role, ...known(1, 0.5) }));
		expect(whatIfOutlook({ roles, segments }, [sigma])[0].anyBreachProbability).toBeCloseTo(expected, 6);
	});

	test('a shock of almost nothing is independence', () => {
		const company = {
			roles: [
				{ staff: 9, required: 6 },
				{ staff: 4, required: 3 }
			],
			segments: [
				{ role: 0, people: 5, a: 2, b: 9 },
				{ role: 0, people: 4, a: 0.5, b: 0.5 },
				{ role: 1, people: 4, a: 3.5, b: 7.5, shift: 0.3 }
			]
		};
		const [independent, hardly] = whatIfOutlook(company, [0, 1e-7]);
		expect(hardly.anyBreachProbability).toBeCloseTo(independent.anyBreachProbability, 6);
		independent.roles.forEach((role, index) => {
			expect(hardly.roles[index].breachProbability).toBeCloseTo(role.breachProbability, 6);
			expect(hardly.roles[index].expectedShortfall).toBeCloseTo(role.expectedShortfall, 6);
			expect(hardly.roles[index].sdLeavers).toBeCloseTo(role.sdLeavers, 6);
			expect(hardly.roles[index].remaining).toEqual(role.remaining);
		});
	});
});

test('6000 people of Beta(12, 90), counted by steps of 3: breach 0.1562, 4954, 5309 and 5582 remain (R 4.2.2)', () => {
	const found = one([{ people: 6000, a: 12, b: 90 }], 5101);
	expect(Math.abs(found.breachProbability - 0.156183736256)).toBeLessThan(1e-5);
	found.remaining.forEach(({ people }, index) =>
		expect(Math.abs(people - [4954, 5309, 5582][index])).toBeLessThanOrEqual(1)
	);
	expect(found.expectedLeavers).toBeCloseTo((6000 * 12) / 102, 4);
});

test('a higher minimum is never less likely to be missed; quantiles rise; any breach is at least the largest', () => {
	const company = fc.record({
		segments: fc.array(
			segment.map((each) => ({ ...each, role: 0 })),
			{ maxLength: 3 }
		),
		others: fc.nat({ max: 3 }),
		sigma: fc.constantFrom(0, 1)
	});
	fc.assert(
		fc.property(company, ({ segments, others, sigma }) => {
			const staff = others + segments.reduce((sum, { people }) => sum + people, 0);
			const roles: OutlookRole[] = [];
			for (let required = 0; required <= staff + 1; required++) roles.push({ staff, required });
			const copies = roles.flatMap((_, role) => segments.map((each) => ({ ...each, role })));
			const [found] = whatIfOutlook({ roles, segments: copies }, [sigma]);
			const breaches = found.roles.map((role) => role.breachProbability);
			for (let index = 1; index < breaches.length; index++) {
				expect(breaches[index]).toBeGreaterThanOrEqual(breaches[index - 1] - 1e-9);
				expect(found.roles[index].expectedShortfall).toBeGreaterThanOrEqual(breaches[index] - 1e-9);
			}
			const [low, middle, high] = found.roles[0].remaining.map(({ people }) => people);
			expect(low <= middle && middle <= high && high <= staff && low >= others).toBe(true);
			expect(found.anyBreachProbability).toBeGreaterThanOrEqual(Math.max(...breaches) - 1e-9);
		}),
		{ numRuns: 15 }
	);
});
