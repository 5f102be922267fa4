/** Names as long as French organisations write them, for the state "long labels" of every chart. */
export const LONG_NAMES = [
	'Responsable de la protection des données à caractère personnel et de la conformité',
	'Équipe d’astreinte des infrastructures d’hébergement et de la continuité d’activité',
	'Administration du personnel, paie et déclarations sociales des établissements européens',
	'Modération des contenus, protection de l’enfance et relations avec les autorités',
	'Commercialisation des espaces publicitaires auprès des annonceurs institutionnels',
	'Ingénierie de la fiabilité des systèmes de distribution multirégionale',
	'Anticonstitutionnellement-Intergouvernementalisations-Hyperresponsabilisation',
	'Sécurité des systèmes d’information'
];

/** `count` names that differ: "Role 1", "Role 2" … */
export function manyNames(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `Role ${index + 1}`);
}
