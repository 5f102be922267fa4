const TEXTS = {
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

/** The answer while the database is down: made without it, without script, with the wish to be asked again soon. */
export function unavailableResponse(locale: 'en' | 'fr'): Response {
	const { title, body, again } = TEXTS[locale];
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
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'private, no-store',
			'retry-after': '5',
			'content-security-policy':
				"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		}
	});
}
