import { dayNumber } from '../statistics/civil-date.ts';

/** The invented company. Nobody in it exists. */
export const COMPANY = 'Tumblebird (fictitious)';
export const DEFAULT_PEOPLE = 7_500;
export const MOST_PEOPLE = 5_000_000;
export const DEFAULT_SEED = 20_240_321;

/** Day numbers of what happens to it. The ultimatum runs from 19 March 09:00 to 21 March 2024 17:00 in New York. */
export const TIMELINE = {
	firstHire: dayNumber('2012-03-05'),
	takeover: dayNumber('2024-02-26'),
	layoff: dayNumber('2024-03-05'),
	layoffEnd: dayNumber('2024-03-15'),
	population: dayNumber('2024-03-18'),
	deadline: dayNumber('2024-03-21'),
	lastWorked: dayNumber('2024-03-22'),
	ultimatumEnd: dayNumber('2024-04-30'),
	firstBackfill: dayNumber('2024-04-15'),
	asOf: dayNumber('2024-12-31')
};
export const ULTIMATUM_EVENT = 'tumblebird-2024-03-21-ultimatum';
/** 19 March 2024 09:00 and 21 March 2024 17:00 in New York, which was at UTC-4. */
export const ANNOUNCED_AT = Date.UTC(2024, 2, 19, 13);
export const DEADLINE_AT = Date.UTC(2024, 2, 21, 21);

export interface RoleProfile {
	/** The role family its titles belong to under the default rules. */
	family: string;
	department: string;
	division: string;
	titles: string[];
	/** Share of the company in percent. */
	share: number;
	/** Probability to be laid off. */
	laidOff: number;
	/** Probability not to stay after the ultimatum. */
	leaves: number;
	/** Share of the later hires in percent. */
	backfills: number;
	/** Minimum staff as a share of the company before the layoff; none for roles without a requirement. */
	minimum?: number;
	function?: { id: string; name: string; owner: string };
}

function role(
	[family, department, division]: [string, string, string],
	[share, laidOff, leaves, backfills]: [number, number, number, number],
	titles: string[],
	need: Pick<RoleProfile, 'minimum' | 'function'> = {}
): RoleProfile {
	return { family, department, division, titles, share, laidOff, leaves, backfills, ...need };
}

function need(id: string, name: string, owner: string, minimum: number): Pick<RoleProfile, 'minimum' | 'function'> {
	return { minimum, function: { id, name, owner } };
}

/** The seven critical roles first: security, operations and payroll lose most to the ultimatum. */
export const ROLES: RoleProfile[] = [
	role(
		['security', 'Information Security', 'Engineering'],
		[2, 0.35, 0.58, 6],
		['Security Engineer', 'Application Security Engineer', 'SOC Analyst', 'Security Architect'],
		need('security-response', 'Security response', 'Chief Information Security Officer', 0.009)
	),
	role(
		['sre-operations', 'Site Reliability', 'Engineering'],
		[5, 0.35, 0.52, 10],
		['Site Reliability Engineer', 'Infrastructure Engineer', 'Network Engineer', 'Systems Administrator'],
		need('site-operations', 'Site operations and on-call', 'Head of Operations', 0.022)
	),
	role(
		['monetization-ads', 'Ads and Monetization', 'Engineering'],
		[9, 0.45, 0.28, 8],
		['Ads Software Engineer', 'Advertising Operations Specialist', 'Monetization Analyst'],
		need('ads-delivery', 'Ads delivery and billing', 'Head of Revenue', 0.026)
	),
	role(
		['trust-safety', 'Trust & Safety', 'Operations'],
		[8, 0.4, 0.36, 8],
		['Content Moderator', 'Trust & Safety Specialist', 'Site Integrity Analyst'],
		need('content-moderation', 'Content moderation', 'Head of Trust and Safety', 0.034)
	),
	role(
		['payroll', 'Payroll', 'Corporate'],
		[0.6, 0.3, 0.66, 4],
		['Payroll Specialist', 'Payroll Accountant', 'Payroll Analyst'],
		need('payroll-run', 'Monthly payroll run', 'Finance Director', 0.0022)
	),
	role(
		['legal-privacy', 'Legal and Privacy', 'Corporate'],
		[2.4, 0.35, 0.42, 4],
		['Legal Counsel', 'Privacy Counsel', 'Compliance Analyst', 'Paralegal'],
		need('privacy-requests', 'Privacy and legal requests', 'General Counsel', 0.0075)
	),
	role(
		['data-platform', 'Data Platform', 'Engineering'],
		[5, 0.42, 0.44, 8],
		['Data Engineer', 'Database Engineer', 'Data Platform Engineer'],
		need('data-platform', 'Data platform', 'Head of Data', 0.012)
	),
	role(
		['engineering', 'Product Engineering', 'Engineering'],
		[27, 0.48, 0.38, 30],
		['Software Engineer', 'Frontend Engineer', 'Machine Learning Engineer', 'Mobile Engineer', 'Test Engineer']
	),
	role(['product', 'Product Management', 'Product'], [6, 0.6, 0.26, 4], ['Product Manager', 'Product Owner']),
	role(
		['design', 'Design', 'Product'],
		[4, 0.6, 0.3, 2],
		['Product Designer', 'UX Researcher', 'Interaction Designer']
	),
	role(
		['sales', 'Sales and Partnerships', 'Business'],
		[14, 0.55, 0.18, 8],
		['Account Executive', 'Account Manager', 'Partnerships Manager', 'Sales Analyst']
	),
	role(
		['customer-support', 'Customer Support', 'Operations'],
		[6, 0.55, 0.2, 3],
		['Customer Support Specialist', 'Customer Support Analyst']
	),
	role(['people', 'People Operations', 'Corporate'], [4, 0.65, 0.26, 2], ['Recruiter', 'HR Specialist', 'HR Analyst']),
	role(['finance', 'Finance', 'Corporate'], [3, 0.4, 0.3, 2], ['Accountant', 'Finance Analyst', 'Tax Analyst']),
	role(
		['communications', 'Communications', 'Business'],
		[3, 0.85, 0.3, 1],
		['Communications Specialist', 'Marketing Specialist', 'Brand Strategist']
	),
	role(
		['administration', 'Workplace Administration', 'Corporate'],
		[1, 0.5, 0.2, 0],
		['Administrative Assistant', 'Receptionist']
	)
];

/** Level, share in percent, and how a title is written at it. */
export const LEVELS: [level: string, share: number, title: (title: string, department: string) => string][] = [
	['Junior', 18, (title) => `Junior ${title}`],
	['Intermediate', 37, (title) => title],
	['Senior', 29, (title) => `Senior ${title}`],
	['Staff', 7, (title) => `Staff ${title}`],
	['Manager', 7, (_, department) => `Manager, ${department}`],
	['Director', 2, (_, department) => `Director, ${department}`]
];

export const SITES: [site: string, country: string, share: number][] = [
	['San Francisco', 'US', 40],
	['New York', 'US', 17],
	['Dublin', 'IE', 12],
	['London', 'GB', 8],
	['Seattle', 'US', 6],
	['Singapore', 'SG', 6],
	['Paris', 'FR', 4],
	['Toronto', 'CA', 4],
	['Bengaluru', 'IN', 3]
];
