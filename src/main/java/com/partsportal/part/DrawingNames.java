package com.partsportal.part;

import com.partsportal.shared.Folding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the part that a file is meant for by its name: {@code NW-2001_A.pdf} goes to NW-2001, revision A. The part's number
 * comes first, then the revision, if the file names one; anything may follow.
 */
final class DrawingNames {

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern REVISION = Pattern.compile("(?:rev(?:ision)?|index)");
    private static final Pattern REVISION_PREFIX = Pattern.compile("^(?:rev|r|v)(?=.)");

    private static final int LONGEST_REVISION = 2;

    private DrawingNames() {}

    /** @return empty when no part is named, or several could be meant */
    static Optional<PartRow> match(String fileName, List<PartRow> parts) {
        var dot = fileName.lastIndexOf('.');
        var words = words(dot < 0 ? fileName : fileName.substring(0, dot));
        var named = parts.stream()
                .filter(part -> startsWith(words, words(part.number())))
                .toList();
        var longest = named.stream()
                .map(part -> words(part.number()).size())
                .max(Comparator.naturalOrder())
                .orElse(0);
        var candidates = named.stream()
                .filter(part -> words(part.number()).size() == longest)
                .toList();
        var rest = words.subList(Math.min(longest, words.size()), words.size());
        var ofRevision = candidates.stream()
                .filter(part -> !part.revision().isEmpty() && isRevision(rest, words(part.revision())))
                .toList();
        if (ofRevision.size() == 1) {
            return Optional.of(ofRevision.get(0));
        }
        var unrevised =
                candidates.stream().filter(part -> part.revision().isEmpty()).toList();
        if (rest.isEmpty() && unrevised.size() == 1) {
            return Optional.of(unrevised.get(0));
        }
        return ofRevision.isEmpty() && candidates.size() == 1 && isOnlyRevision(candidates.get(0), rest)
                ? Optional.of(candidates.get(0))
                : Optional.empty();
    }

    /** A short word behind the number may be a revision that the customer has not. */
    private static boolean isOnlyRevision(PartRow only, List<String> rest) {
        return rest.isEmpty() || only.revision().isEmpty() && rest.get(0).length() > LONGEST_REVISION;
    }

    private static boolean isRevision(List<String> rest, List<String> revision) {
        if (startsWith(rest, revision)) {
            return true;
        }
        if (rest.isEmpty()) {
            return false;
        }
        if (REVISION.matcher(rest.get(0)).matches()) {
            return startsWith(rest.subList(1, rest.size()), revision);
        }
        return revision.size() == 1
                && REVISION_PREFIX.matcher(rest.get(0)).replaceFirst("").equals(revision.get(0));
    }

    private static boolean startsWith(List<String> words, List<String> wanted) {
        return !wanted.isEmpty()
                && words.size() >= wanted.size()
                && words.subList(0, wanted.size()).equals(wanted);
    }

    private static List<String> words(String text) {
        return Arrays.stream(SEPARATORS.split(Folding.fold(text)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
