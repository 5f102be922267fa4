import type { RoleFamily, RoleRule, RuleMatch } from './role-rules.ts';

/** The families an organisation starts with; the first seven are critical. Analysts may change them all. */
export const DEFAULT_ROLE_FAMILIES: RoleFamily[] = [
	{ id: 'security', nameEn: 'Security', nameFr: 'Sécurité informatique', isCritical: true },
	{ id: 'sre-operations', nameEn: 'SRE and operations', nameFr: 'Fiabilité et exploitation', isCritical: true },
	{ id: 'monetization-ads', nameEn: 'Monetization and ads', nameFr: 'Monétisation et publicité', isCritical: true },
	{ id: 'trust-safety', nameEn: 'Trust and safety', nameFr: 'Confiance et modération', isCritical: true },
	{ id: 'payroll', nameEn: 'Payroll', nameFr: 'Paie', isCritical: true },
	{ id: 'legal-privacy', nameEn: 'Legal and privacy', nameFr: 'Juridique et vie privée', isCritical: true },
	{ id: 'data-platform', nameEn: 'Data platform', nameFr: 'Plateforme de données', isCritical: true },
	{ id: 'engineering', nameEn: 'Engineering', nameFr: 'Ingénierie', isCritical: false },
	{ id: 'product', nameEn: 'Product', nameFr: 'Produit', isCritical: false },
	{ id: 'design', nameEn: 'Design', nameFr: 'Design', isCritical: false },
	{ id: 'sales', nameEn: 'Sales', nameFr: 'Ventes', isCritical: false },
	{ id: 'customer-support', nameEn: 'Customer support', nameFr: 'Service client', isCritical: false },
	{ id: 'people', nameEn: 'People', nameFr: 'Ressources humaines', isCritical: false },
	{ id: 'finance', nameEn: 'Finance', nameFr: 'Finance', isCritical: false },
	{ id: 'communications', nameEn: 'Communications', nameFr: 'Communication', isCritical: false },
	{ id: 'production', nameEn: 'Production', nameFr: 'Production', isCritical: false },
	{ id: 'administration', nameEn: 'Administration', nameFr: 'Administration', isCritical: false }
];

type Patterns = Partial<Record<RuleMatch, string[]>>;

// Order decides: narrow families stand before broad ones ("Payroll accountant" before "accountant"), and every
// title rule stands before every department rule.
const TITLES: [string, Patterns][] = [
	['payroll', { word: ['payroll', 'paie', 'paye'], starts: ['gestionnaire paie', 'gestionnaire de paie'] }],
	[
		'trust-safety',
		{
			word: ['trust safety', 'content moderator', 'content moderation', 'moderator', 'site integrity', 'abuse'],
			contains: ['moderateur', 'moderatrice', 'moderation', 'lutte contre les abus', 'confiance securite']
		}
	],
	[
		'security',
		{
			word: ['security', 'infosec', 'appsec', 'ciso', 'soc analyst', 'penetration tester', 'pentester', 'red team'],
			contains: ['cyber', 'securite informatique', 'securite des systemes', 'securite applicative', 'rssi', 'pentest']
		}
	],
	[
		'legal-privacy',
		{
			word: ['privacy', 'counsel', 'lawyer', 'attorney', 'paralegal', 'legal', 'dpo', 'juriste', 'avocat', 'avocate'],
			contains: ['juridique', 'data protection', 'protection des donnees', 'vie privee', 'conformite', 'compliance']
		}
	],
	[
		'monetization-ads',
		{
			word: ['ads', 'ad', 'advertising', 'monetization', 'monetisation', 'revenue product'],
			contains: ['publicit', 'regie pub', 'ad sales', 'adtech']
		}
	],
	[
		'data-platform',
		{
			word: ['dba', 'sr dba', 'etl', 'data warehouse', 'data lake', 'bi developer', 'bi director'],
			contains: [
				'data engineer',
				'data platform',
				'data architect',
				'database',
				'data infrastructure',
				'machine learning platform',
				'ingenieur data',
				'ingenieur de donnees',
				'ingenieure de donnees',
				'architecte de donnees',
				'base de donnees',
				'bases de donnees',
				'entrepot de donnees'
			]
		}
	],
	[
		'sre-operations',
		{
			word: ['sre', 'devops', 'noc', 'infra', 'sysadmin', 'it support', 'site ops'],
			contains: [
				'site reliability',
				'reliability engineer',
				'production engineer',
				'infrastructure',
				'network engineer',
				'system administrator',
				'systems administrator',
				'systems engineer',
				'platform operations',
				'cloud engineer',
				'data center',
				'datacenter',
				'fiabilite',
				'administrateur systeme',
				'administratrice systeme',
				'ingenieur systeme',
				'ingenieur reseau',
				'ingenieure reseau',
				'exploitation informatique',
				'astreinte'
			]
		}
	],
	[
		'design',
		{
			word: ['designer', 'ux', 'ui', 'user researcher', 'illustrator'],
			contains: ['graphiste', 'ergonome', 'directeur artistique', 'directrice artistique']
		}
	],
	[
		'product',
		{
			word: ['product manager', 'product owner', 'head of product', 'product lead', 'cpo'],
			contains: ['chef de produit', 'cheffe de produit', 'responsable produit', 'product management']
		}
	],
	[
		'people',
		{
			word: ['hr', 'human resources', 'recruiter', 'talent', 'people operations', 'people partner', 'rh'],
			contains: ['ressources humaines', 'recruteur', 'recruteuse', 'recrutement', 'human resource']
		}
	],
	[
		'finance',
		{
			word: ['finance', 'accountant', 'accounting', 'treasurer', 'treasury', 'auditor', 'controller', 'tax', 'cfo'],
			contains: ['comptab', 'tresor', 'controleur de gestion', 'controleuse de gestion', 'financier', 'financiere']
		}
	],
	[
		'communications',
		{
			word: ['communications', 'communication', 'public relations', 'pr', 'press', 'marketing', 'brand', 'editor'],
			contains: ['attache de presse', 'attachee de presse', 'relations presse', 'relations publiques', 'curation']
		}
	],
	[
		'customer-support',
		{
			word: ['customer support', 'customer success', 'customer service', 'support agent', 'help desk'],
			contains: ['service client', 'relation client', 'teleconseill', 'charge de clientele', 'chargee de clientele']
		}
	],
	[
		'sales',
		{
			word: ['sales', 'account executive', 'account manager', 'business development', 'partnerships'],
			contains: ['commercial', 'vendeu', 'technico commercial', 'charge d affaires', 'chargee d affaires', 'ventes']
		}
	],
	[
		'engineering',
		{
			word: [
				'engineer',
				'engineering',
				'developer',
				'programmer',
				'architect',
				'cto',
				'qa',
				'tester',
				'data scientist'
			],
			contains: [
				'software',
				'developpeu',
				'ingenieur',
				'programmeu',
				'architecte',
				'data analyst',
				'scientifique des donnees'
			]
		}
	],
	[
		'production',
		{ contains: ['production', 'technician', 'technicien', 'operateur de', 'operatrice de', 'ouvrier', 'ouvriere'] }
	],
	[
		'administration',
		{
			word: ['assistant', 'administrative', 'receptionist', 'ceo', 'coo', 'cio', 'president', 'director of operations'],
			contains: [
				'assistante',
				'secretaire',
				'office manager',
				'directeur general',
				'directrice generale',
				'shared services'
			]
		}
	]
];

const DEPARTMENTS: [string, Patterns][] = [
	['payroll', { word: ['payroll', 'paie'] }],
	['trust-safety', { word: ['trust safety', 'site integrity'], contains: ['moderation', 'confiance securite'] }],
	['security', { word: ['security', 'infosec', 'information security'], contains: ['cyber', 'securite informatique'] }],
	['legal-privacy', { word: ['legal', 'privacy', 'compliance'], contains: ['juridique', 'vie privee', 'conformite'] }],
	['monetization-ads', { word: ['ads', 'advertising', 'monetization', 'monetisation'], contains: ['publicit'] }],
	['data-platform', { word: ['data platform', 'data engineering'], contains: ['plateforme de donnees', 'donnees'] }],
	[
		'sre-operations',
		{
			word: ['sre', 'site reliability', 'infrastructure', 'it operations', 'it is', 'it', 'dsi'],
			contains: ['fiabilite', 'exploitation informatique', 'systemes d information']
		}
	],
	['design', { word: ['design', 'ux'] }],
	['product', { word: ['product', 'produit', 'produits'] }],
	['people', { word: ['people', 'hr', 'human resources', 'rh'], contains: ['ressources humaines', 'recrutement'] }],
	[
		'finance',
		{ word: ['finance', 'finances', 'accounting'], contains: ['comptab', 'tresorerie', 'controle de gestion'] }
	],
	['communications', { word: ['communications', 'communication', 'marketing', 'press', 'presse'] }],
	['customer-support', { word: ['support', 'customer support', 'customer success'], contains: ['service client'] }],
	['sales', { word: ['sales', 'business development', 'ventes'], contains: ['commercial'] }],
	[
		'engineering',
		{ word: ['engineering', 'software', 'r d', 'development'], contains: ['ingenierie', 'developpement'] }
	],
	['production', { word: ['production', 'manufacturing', 'fabrication', 'atelier'] }],
	['administration', { word: ['administration', 'executive', 'admin', 'direction'], contains: ['direction generale'] }]
];

/** The rules an organisation starts with, English and French, in the order they decide. */
export const DEFAULT_ROLE_RULES: RoleRule[] = [...rulesOf(TITLES, 'job_title'), ...rulesOf(DEPARTMENTS, 'department')];

function rulesOf(list: [string, Patterns][], field: RoleRule['field']): RoleRule[] {
	return list.flatMap(([roleFamilyId, patterns]) =>
		Object.entries(patterns).flatMap(([match, texts]) =>
			texts.map((pattern) => ({ roleFamilyId, field, match: match as RuleMatch, pattern }))
		)
	);
}
