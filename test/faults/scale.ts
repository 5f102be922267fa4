const LONG = {
	rows: 1_000_000,
	readers: 200,
	seconds: 120,
	moments: 40,
	slowSeconds: 240,
	soakMinutes: 120,
	soakImports: 50,
	memoryGrowth: 1.2,
	tries: 500,
	pages: 150,
	parameters: 100,
	values: 30,
	slowestMs: 1000
};
const SHORT = {
	rows: 93_750,
	readers: 50,
	seconds: 15,
	moments: 4,
	slowSeconds: 25,
	soakMinutes: 2,
	soakImports: 8,
	memoryGrowth: 2,
	tries: 60,
	pages: 25,
	parameters: 4,
	values: 8,
	slowestMs: 5000
};

/** How long and how much: the whole suite takes hours; with FAULTS=short every case runs small, in minutes. */
export const SCALE = process.env.FAULTS === 'short' ? SHORT : LONG;
