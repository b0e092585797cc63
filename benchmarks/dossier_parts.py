"""The parts that generated dossiers are put together from; every person, place and event is invented.

`{...}` are filled in per dossier: names, days, and who reported.
"""

from __future__ import annotations

FIRST_NAMES = (
    *("Aagje", "Bram", "Cato", "Driek", "Elske", "Foppe", "Geesje", "Hidde", "Ilja", "Jelte", "Kaatje", "Lubbert"),
    *("Maaike", "Nanno", "Oetske", "Pibe", "Quirijn", "Roelfke", "Sietske", "Tjalling", "Ulbe", "Veerle", "Wubbo"),
    *("Yfke", "Zwaantje", "Amir", "Bilal", "Chantel", "Dunya", "Emre", "Farida", "Gaston", "Hanan", "Idris"),
)
LAST_NAMES = (
    *("Appelkamp", "Bolderdijk", "Corverlaan", "Drakestein", "Eikenhorst", "Fluitenkruid", "Grashoek", "Hazelveld"),
    *("Iepenburg", "Jachtwagen", "Kievitsdal", "Lindenrijk", "Molenzicht", "Nachtegael", "Oeverloper", "Populierse"),
    *("Ravensteijn", "Sneeuwklok", "Tureluur", "Uilenhof", "Veenbies", "Wilgenroos", "Zandoog", "Zilverschoon"),
)
STREETS = ("Kwartelpad", "Zonnedauw", "Rietzoom", "Boterbloem", "Vuurdoorn", "Klaproosdreef", "Sperwerhof")
REGIONS = {"Noord": ("Noord A", "Noord B"), "Midden": ("Midden",), "Zuid": ("Zuid A", "Zuid B")}
WORKERS = ("A. Duinpan", "M. Wolkenveld", "S. Korenbeurs", "R. Watermunt")
REPORTERS = {
    "school": ("leerkracht groep {grade}", "intern begeleider"),
    "huisarts": ("huisarts", "praktijkondersteuner"),
    "politie": ("wijkagent", "politie, team noodhulp"),
    "kinderopvang": ("pedagogisch medewerker", "leidster van de opvang"),
}

WORRY = (
    "{child1} vertelt in de klas dat {her1} vader hard schreeuwt en met spullen gooit.",
    "Moeder komt met een blauwe plek op haar arm binnen. Zij zegt dat zij is gevallen.",
    "Buren horen al weken ruzie. Gisteren stond {child1} in pyjama op straat.",
    "{child1} is sinds de zomer vaak moe en komt zonder eten op school.",
    "Vader heeft moeder op {day0} geduwd. {child2} stond erbij en huilde.",
    "Er is thuis veel spanning sinds vader zijn werk verloor. De kinderen slapen slecht.",
    "{child2} heeft rode striemen op de rug en zegt dat dit van de riem komt.",
)
TALKS = (
    "{day1} Huisbezoek. Gesproken met moeder. Zij vertelt dat het sinds een maand niet meer mis ging.",
    "{day1} Gesproken met {child1} op school, zonder ouders erbij. {She1} zegt dat het thuis rustiger is.",
    "{day1} Telefonisch gesproken met vader. Hij erkent dat hij te hard schreeuwt en wil hulp.",
    "{day1} Vader gebeld, geen gehoor. Voicemail ingesproken.",
    "{day1} Gesprek met beide ouders op kantoor. Ouders zijn het niet eens over wat er is gebeurd.",
    "{day1} Gezien: {child2} tijdens het huisbezoek, speelde rustig op de grond. Nog te jong voor een gesprek.",
    "{day1} Overleg met de {reporter}. De zorgen van de melding worden herkend.",
)
NEXT = (
    "{day2} Mail van school: {child1} was deze week twee keer te laat.",
    "{day2} Poging om moeder te spreken, niet thuis getroffen. Briefje achtergelaten.",
    "{day2} Moeder belt terug. Afspraak gemaakt voor volgende week.",
    "{day2} Collega heeft gekeken of het gezin eerder bekend was. Dat is niet zo.",
    "{day2} Jeugdarts gesproken. Groei en ontwikkeling van {child2} zijn goed.",
)
AGREEMENTS = (
    "Vader slaapt tot de zitting bij zijn broer.",
    "Bij oplopende ruzie gaat vader een blokje om. Oma belt dan moeder.",
    "De kinderen zijn niet alleen met vader in huis.",
    "Moeder belt bij dreiging direct 112 en gaat met de kinderen naar de buren.",
    "Er wordt niet geslagen en niet geschreeuwd waar de kinderen bij zijn.",
)
WATCHING = (
    "Oma kijkt iedere avond of de afspraken worden nagekomen en belt bij twijfel.",
    "De wijkcoach ziet erop toe dat de afspraken worden gehouden.",
    "Wie toeziet op de afspraken wordt later bepaald.",
    "School houdt {child1} in de gaten en meldt zorgen aan het wijkteam.",
)
FOLLOW = (
    "Monitoring: over drie maanden neemt Veilig Thuis contact op met ouders en school.",
    "Over een jaar bekijkt Veilig Thuis of de veiligheid is hersteld.",
    "Er is geen monitoring afgesproken.",
    "Het wijkteam laat na zes weken weten of de hulp is gestart.",
)
CONCLUSION = (
    "Het onderzoek bevestigt de zorgen over huiselijk geweld. De onveiligheid is voor een deel opgeheven.",
    "De melding wordt niet bevestigd. Er zijn geen aanwijzingen voor kindermishandeling gevonden.",
    "Vastgesteld is dat de kinderen getuige waren van geweld tussen de ouders. Hulp is gestart.",
)
FEEDBACK = (
    "De {reporter} is op {day3} gebeld over het vervolg van de melding.",
    "Aan de {reporter} is op {day3} teruggekoppeld wat er met de melding is gedaan.",
    "Terugkoppeling aan de melder volgt nog.",
)
