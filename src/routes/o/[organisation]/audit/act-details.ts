import type { Language } from '#lib/messages/language.ts';

// The names under which acts write their details down. One of another version is shown as it is.
const NAMES = [
	...['act', 'after', 'agesOn', 'before', 'brief', 'bytes', 'column', 'correctedRows', 'corrections', 'datasets'],
	...[
		'dimension',
		'draft',
		'drafts',
		'ended',
		'excluded',
		'executive',
		'families',
		'files',
		'findings',
		'form',
		'format'
	],
	...[
		'former-versions',
		'from',
		'imports',
		'isAskedByCounsel',
		'isPlanned',
		'kind',
		'language',
		'lines',
		'people',
		'reason',
		'researcher'
	],
	...[
		'roles',
		'rows',
		'rules',
		'sameAs',
		'sha256',
		'tables',
		'timeZone',
		'to',
		'undone',
		'uploads',
		'version',
		'versions'
	]
];
const OBJECTS = [
	...[
		'account',
		'dataset',
		'draft',
		'event',
		'figure',
		'invitation',
		'metric',
		'note',
		'organisation',
		'person',
		'release'
	],
	...['role-family', 'role-rules', 'saved-view', 'watch-rule']
];
const ROLES = ['administrator', 'analyst', 'executive', 'researcher'];
const ROLE_LISTS = ['before', 'after', 'roles'];
const IDENTIFIERS = ['draft', 'sha256'];
const SHOWN_OF_IDENTIFIER = 8;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an entry says beside its act, "rows: 7,500; version: 3", in the words of the reader. */
export function detailText(details: Record<string, unknown>, language: Language): string {
	const { t } = language;
	return Object.entries(details)
		.map(([name, value]) =>
			t('account.audit-detail', {
				name: NAMES.includes(name) ? t(`account.detail-${name}`) : name,
				value: valueText(name, value, language)
			})
		)
		.join(t('account.audit-detail-next'));
}

/** What kind of thing an act was done to. */
export function objectText(objectType: string, { t }: Language): string {
	return OBJECTS.includes(objectType) ? t(`account.object-${objectType}`) : objectType;
}

function valueText(name: string, value: unknown, language: Language): string {
	const { t, format } = language;
	if (Array.isArray(value)) return format.list(value.map((each) => valueText(name, each, language)));
	if (value === null) return format.number(null);
	if (typeof value === 'boolean') return t(value ? 'account.audit-yes' : 'account.audit-no');
	if (typeof value === 'number') return format.number(value);
	const text = String(value);
	if (ROLE_LISTS.includes(name) && ROLES.includes(text)) return t(`account.role-${text}`);
	if (IDENTIFIERS.includes(name)) return text.slice(0, SHOWN_OF_IDENTIFIER);
	return DAY.test(text) ? format.shortDate(text) : text;
}
