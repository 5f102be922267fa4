/** Lower case without accents, punctuation and blanks; ä, ae and a are the same, ß and ss too. */
export function foldWord(text: string): string {
	return text
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '')
		.replaceAll('ae', 'a')
		.replaceAll('oe', 'o')
		.replaceAll('ue', 'u');
}

/** A header as words in lower case: camelCase and punctuation become blanks, a section in brackets at the end goes. */
export function headerWords(header: string): string {
	return header
		.replace(/(\S)\s*\([^()]*\)\s*$/u, '$1')
		.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();
}

/** The key by which a header and a synonym are compared. */
export function headerKey(header: string): string {
	return foldWord(headerWords(header)) || foldWord(header);
}

/** The key by which a value and a known word are compared: without a remark in brackets behind it. */
export function valueKey(value: string): string {
	return foldWord(value.replace(/(\S)\s*\([^()]*\)\s*$/u, '$1')) || value.trim();
}
