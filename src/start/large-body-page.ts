import { SMALL_BODY_BYTES } from './body-guard.ts';

/** The page takes its colours and its icon from the site and nothing else. */
export const LARGE_BODY_POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What a browser shows when a form was larger than allowed: refused before the site reads it, so in both languages and
 * without the site's frame.
 */
export function largeBodyPage(): string {
	const kibibytes = SMALL_BODY_BYTES / 1024;
	return `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>413 · Muster</title>
		<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
		<link rel="stylesheet" href="/plain-page.css" />
	</head>
	<body>
		<main>
			<h1>Too much was sent</h1>
			<p>This form takes ${kibibytes}\u00a0kB at most. Nothing was read and nothing was changed. Go back and send a smaller
			file, or send tables of people and events as CSV files under Data, which take far more.</p>
			<p lang="fr">
				L’envoi est trop volumineux\u202f: ce formulaire accepte ${kibibytes}\u00a0ko au plus. Rien n’a été lu ni modifié.
				Revenez en arrière et envoyez un fichier plus petit, ou envoyez les tableaux de personnes et d’événements en
				fichiers CSV sous «\u00a0Données\u00a0», qui acceptent bien davantage.
			</p>
			<p><a href="/">Muster</a></p>
		</main>
	</body>
</html>`;
}
