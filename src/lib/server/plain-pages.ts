interface PlainPage {
	title: string;
	body: string;
	again: string;
}

/** What a page made without the site may load: the style sheet and the icon of plain pages. */
export const PLAIN_PAGE_POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const UNAVAILABLE: Record<'en' | 'fr', PlainPage> = {
	en: {
		title: 'Muster cannot reach its database',
		body: 'Nothing is lost: what was published stays published, and an import that was under way is either complete or left out. Try again in a few seconds. If this page stays, tell whoever runs Muster that the database is down.',
		again: 'Try again'
	},
	fr: {
		title: 'Muster ne joint pas sa base de données',
		body: 'Rien n’est perdu\u202f: ce qui a été publié le reste, et un import en cours est soit complet, soit écarté. Réessayez dans quelques secondes. Si cette page demeure, signalez à la personne qui exploite Muster que la base de données est arrêtée.',
		again: 'Réessayer'
	}
};

const FAILED: Record<'en' | 'fr', PlainPage> = {
	en: {
		title: 'Something went wrong on our side',
		body: 'Published data are untouched; a step that was under way is either complete or left out. Try again. If it happens again, pass this reference on to whoever runs Muster:',
		again: 'Try again'
	},
	fr: {
		title: 'Un problème est survenu de notre côté',
		body: 'Les données publiées sont intactes\u202f; une étape en cours est soit complète, soit écartée. Réessayez. Si cela se reproduit, transmettez cette référence à la personne qui exploite Muster\u202f:',
		again: 'Réessayer'
	}
};

/** The answer while the database is down: made without it, without script, with the wish to be asked again soon. */
export function unavailableResponse(locale: 'en' | 'fr'): Response {
	return plainResponse(503, locale, UNAVAILABLE[locale], { 'retry-after': '5' });
}

/** The answer where not even the reader could be told: nothing of the site is drawn around it. */
export function failedResponse(locale: 'en' | 'fr', reference: string): Response {
	return plainResponse(500, locale, { ...FAILED[locale], body: `${FAILED[locale].body} <code>${reference}</code>` });
}

function plainResponse(
	status: number,
	locale: string,
	{ title, body, again }: PlainPage,
	more: Record<string, string> = {}
): Response {
	const page = `<!doctype html>
<html lang="${locale}">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${title}</title>
		<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
		<link rel="stylesheet" href="/plain-page.css" />
	</head>
	<body>
		<main>
			<h1>${title}</h1>
			<p>${body}</p>
			<p><a href="">${again}</a></p>
		</main>
	</body>
</html>
`;
	return new Response(page, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'private, no-store',
			'content-security-policy': PLAIN_PAGE_POLICY,
			...more
		}
	});
}
