package com.partsportal.demo;

import com.partsportal.shared.Folding;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names that sound like companies, people and parts; everything under {@code .example}, which reaches nobody. */
final class DemoWords {

    private static final List<String> PLACES = List.of(
            "Aldermoor",
            "Bexley",
            "Castellane",
            "Dunmore",
            "Eastvale",
            "Falkirk",
            "Glenrock",
            "Halden",
            "Ivory Bay",
            "Jarrow",
            "Kestrel",
            "Lakeshore",
            "Millbrook",
            "Norrköping",
            "Oakridge",
            "Pinecrest",
            "Quarry Hill",
            "Rosslare",
            "Silverton",
            "Tamarack",
            "Ulvik",
            "Västerås",
            "Westmark",
            "Xanten",
            "Yarrow",
            "Zürich",
            "Brückner",
            "Côte Bleue",
            "Delft",
            "Ebbw",
            "Fjordland",
            "Granada",
            "Harbour",
            "Île Verte",
            "Juniper",
            "Königsee",
            "Łęczna",
            "Monmouth",
            "Nagoya",
            "Østfold");

    private static final List<String> TRADES = List.of(
            "Robotics",
            "Hydraulics",
            "Aerospace",
            "Medical",
            "Pumps",
            "Instruments",
            "Motors",
            "Automation",
            "Energy",
            "Rail",
            "Marine",
            "Optics");

    private static final List<String> FIRST = List.of(
            "Anna", "Ben", "Chloé", "David", "Elif", "Felix", "Grace", "Hugo", "Ines", "Jonas", "Karin", "Liam",
            "Maria", "Noah", "Olga", "Pavel", "Rosa", "Sven", "Tara", "Yusuf");

    private static final List<String> LAST = List.of(
            "Andersson",
            "Baker",
            "Cohen",
            "Dubois",
            "Evans",
            "Ferrari",
            "García",
            "Hughes",
            "Ito",
            "Jensen",
            "Keller",
            "Larsen",
            "Moreau",
            "Nowak",
            "O'Brien",
            "Petrov",
            "Rossi",
            "Schmidt",
            "Tanaka",
            "Weber");

    private static final List<String> THINGS = List.of(
            "Bracket",
            "Housing",
            "Flange",
            "Shaft",
            "Manifold block",
            "Bearing cap",
            "Mounting plate",
            "Spacer",
            "Valve body",
            "Heat sink",
            "Bushing",
            "Cover");

    private static final List<String> MATERIALS = List.of(
            "Aluminium 6061-T6", "Aluminium 7075", "Steel 1.4301", "Steel C45", "Brass CW614N", "PEEK", "POM-C");

    private static final List<String> FINISHES =
            List.of("Anodised, clear", "Anodised, black", "Zinc plated", "Bead blasted", "As machined");

    private static final List<String> REASONS = List.of(
            "We have bought these parts elsewhere.",
            "Please write to our purchasing department.",
            "Not our product line.");

    private static final List<String> REVOCATIONS =
            List.of("Wrong contact person.", "Merged with another customer.", "The customer asked us to wait.");

    private DemoWords() {}

    /** A company; different for each number below 480. */
    static String company(int number) {
        var round = number / PLACES.size();
        var place = number % PLACES.size();
        return PLACES.get(place) + " " + TRADES.get((place * 5 + round) % TRADES.size());
    }

    static String person(int number) {
        return FIRST.get(number % FIRST.size()) + " " + LAST.get((number / FIRST.size() + number * 7) % LAST.size());
    }

    static String email(String person, String company) {
        return letters(person.replace(' ', '.'), ".") + "@" + letters(company.replace(' ', '-'), "-") + ".example";
    }

    static String phone(int number) {
        return "+1212555" + "%04d".formatted(100 + number % 100);
    }

    static String part(RandomGenerator random) {
        return one(THINGS, random);
    }

    static String material(RandomGenerator random) {
        return one(MATERIALS, random);
    }

    static String finish(RandomGenerator random) {
        return one(FINISHES, random);
    }

    static String reasonToDecline(RandomGenerator random) {
        return one(REASONS, random);
    }

    static String reasonToRevoke(RandomGenerator random) {
        return one(REVOCATIONS, random);
    }

    private static String one(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }

    private static String letters(String text, String joint) {
        return Folding.fold(text).replaceAll("[^a-z0-9" + joint + "]", "");
    }
}
