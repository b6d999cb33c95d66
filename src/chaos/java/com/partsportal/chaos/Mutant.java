package com.partsportal.chaos;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The portal with one of its guards taken out: what the checker has to notice. */
enum Mutant {

    /** A mail that went out before goes out again when its job is repeated. */
    LEDGER_SWITCHED_OFF(
            "a second copy of a welcome without a reason",
            Map.of(
                    "com/partsportal/mail/Ledger.java",
                    new Change(
                            "case SENT -> new Claim.Over(DeliveryResult.ALREADY_SENT);",
                            "case SENT -> new Claim.Granted(row.id(), row.messageId(), now);"))),

    /** Every acceptance succeeds, and the process, which is the second guard, accepts it too. */
    COMPARE_AND_SET_REMOVED(
            "answered 500 to POST /invitations",
            Map.of(
                    "com/partsportal/invitation/InvitationRepository.java",
                    new Change("""
                      i.acceptedTerms = :terms, i.acceptedCompanyId = :company
                    where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt > :now""", """
                      i.acceptedTerms = :terms, i.acceptedCompanyId = :company
                    where i.id = :id"""),
                    "com/partsportal/process/InvitationInstances.java",
                    new Change(
                            "} catch (MismatchingMessageCorrelationException | SuspendedEntityInteractionException e) {",
                            "} catch (MismatchingMessageCorrelationException e) {\n"
                                    + "        } catch (SuspendedEntityInteractionException e) {")));

    private record Change(String from, String to) {}

    private static final Path SOURCES = Path.of("src", "main", "java");

    private final Map<String, Change> changes;

    /** What the checker says of it, among other things. */
    final String sign;

    Mutant(String sign, Map<String, Change> changes) {
        this.sign = sign;
        this.changes = changes;
    }

    /** Compiles the changed sources into the unpacked portal. */
    void into(Path program) throws IOException {
        var work = Files.createTempDirectory("mutant");
        var arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-parameters",
                "-nowarn",
                "-d",
                work.resolve("out").toString()));
        arguments.addAll(List.of("-cp", program + ":" + libraries(program.resolveSibling("lib"))));
        for (var change : changes.entrySet()) {
            var source = work.resolve(change.getKey());
            Files.createDirectories(source.getParent());
            Files.writeString(source, changed(change.getKey(), change.getValue()));
            arguments.add(source.toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, System.out, System.err, arguments.toArray(new String[0]))
                != 0) {
            throw new IOException(this + " does not compile");
        }
        try (var jar = FileSystems.newFileSystem(program);
                var classes = Files.walk(work.resolve("out"))) {
            for (var compiled : classes.filter(Files::isRegularFile).toList()) {
                var name = work.resolve("out").relativize(compiled).toString();
                Files.write(jar.getPath(name), Files.readAllBytes(compiled));
            }
        }
    }

    /** Throws when the sources no longer have what this mutant takes out. */
    void findsItsPlaces() throws IOException {
        for (var change : changes.entrySet()) {
            changed(change.getKey(), change.getValue());
        }
    }

    private String changed(String file, Change change) throws IOException {
        var source = Files.readString(SOURCES.resolve(file)).replaceAll("(?m)^ +", "");
        var from = change.from.replaceAll("(?m)^ +", "");
        if (source.split(Pattern.quote(from), -1).length != 2) {
            throw new IllegalStateException(this + ": " + file + " has changed, and this mutant has to follow");
        }
        return source.replace(from, change.to);
    }

    private static String libraries(Path folder) throws IOException {
        try (var jars = Files.list(folder)) {
            return String.join(":", jars.map(Path::toString).toList());
        }
    }
}
