/** One citation of a `source` cell: its words and, where the address is known, a link. */
export interface Citation {
	text: string;
	href: string | null;
}

/** The citations of a `source` cell, which are separated by " | "; an http(s) address at the end becomes the link. */
export function citations(source: string): Citation[] {
	return source
		.split(' | ')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => {
			const cut = part.lastIndexOf(' ');
			const last = part.slice(cut + 1);
			if (!/^https?:\/\/\S+$/.test(last)) return { text: part, href: null };
			return { text: cut < 0 ? last : part.slice(0, cut), href: last };
		});
}
