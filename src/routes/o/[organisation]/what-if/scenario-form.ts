/** What the form offers, with names in the reader's language. */
export interface Named {
	id: string;
	name: string;
}
export interface FormChoices {
	roles: Named[];
	levels: Named[];
	sites: Named[];
	histories: { id: string; title: string; isCase: boolean }[];
	firstDay: string;
	lastDay: string;
}
