import type { Language } from '#lib/messages/language.ts';
import type { ResponseDimension, ResponseRow } from '#lib/metrics/registry.server.ts';

export interface NamedFamily {
	id: string;
	nameEn: string;
	nameFr: string;
}

const BANDS = ['0-1', '1-2', '2-5', '5-10', '10+'];

/** The name of a role family in the reader's language; '' stands for titles that no rule places. */
export function roleNamer(families: NamedFamily[], { locale, t }: Language): (role: string) => string {
	const names = new Map(families.map((family) => [family.id, locale === 'fr' ? family.nameFr : family.nameEn]));
	return (role) => (role === '' ? t('figures.no-role') : (names.get(role) ?? role));
}

/** The same rows with the name of each group instead of its code. */
export function withGroupNames(
	rows: ResponseRow[],
	dimension: ResponseDimension,
	roleName: (role: string) => string,
	{ t }: Language
): ResponseRow[] {
	const name = (group: string) => {
		if (dimension === 'role') return roleName(group);
		if (group === '') return t('figures.not-stated');
		return dimension === 'tenure' && BANDS.includes(group) ? t(`figures.tenure.${group}`) : group;
	};
	return rows.map((row) => ({ ...row, group: name(row.group) }));
}
