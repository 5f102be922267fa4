// As the server names it; this module is also read by pages.
const PINS_PARAMETER = 'versions';

/** Pages whose address may be kept under a name. */
export const VIEW_PAGES = [
	...['overview', 'brief', 'coverage', 'events', 'attrition', 'tenure', 'recovery', 'what-if']
];
const LONGEST = 4000;

/** What an address of the organisation shows: page, filters and the versions it is frozen to; null for any other address. */
export function viewAddress(
	address: string,
	slug: string
): { page: string; query: string; pins: string | null } | null {
	const home = `/o/${slug}/`;
	if (!address.startsWith(home) || address.length > LONGEST) return null;
	const { pathname, searchParams } = new URL(address, 'http://localhost');
	if (!pathname.startsWith(home)) return null;
	const page = pathname.slice(home.length);
	const [section, ...rest] = page.split('/');
	if (!VIEW_PAGES.includes(section) || rest.length > 1 || (rest.length === 1 && section !== 'events')) return null;
	const pins = searchParams.get(PINS_PARAMETER);
	searchParams.delete(PINS_PARAMETER);
	return { page, query: searchParams.toString(), pins: pins || null };
}

/** The address of a view below the site. */
export function viewHref(slug: string, { page, query, pins }: { page: string; query: string; pins: string | null }) {
	const search = new URLSearchParams(query);
	if (pins !== null) search.set(PINS_PARAMETER, pins);
	return `/o/${slug}/${page}${search.size > 0 ? `?${search}` : ''}`;
}
