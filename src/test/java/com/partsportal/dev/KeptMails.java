package com.partsportal.dev;

import com.partsportal.testing.ReceivedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The mails that arrived, each a file, so that they are found again at the next start. A mail's id is its file's name, which begins with the time it came. */
final class KeptMails {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{9}-\\d{6}");
    private static final String END = ".eml";

    private final Path directory;
    private final Clock clock;
    private final AtomicInteger count;

    KeptMails(Path directory, Clock clock) {
        try {
            this.directory = Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.clock = clock;
        this.count = new AtomicInteger(ids().size());
    }

    /** A mail in the mailbox. */
    record Kept(String id, Instant at, ReceivedMail mail) {}

    void keep(MimeMessage message) throws IOException, MessagingException {
        var id = "%s-%06d".formatted(TIME.format(clock.instant()), count.incrementAndGet());
        var arriving = directory.resolve(id + ".part");
        try (var out = Files.newOutputStream(arriving)) {
            message.writeTo(out);
        }
        Files.move(arriving, directory.resolve(id + END), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest ones, newest first. */
    List<Kept> newest(int limit) {
        return ids().stream()
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .map(this::read)
                .toList();
    }

    Optional<Kept> find(String id) {
        return ID.matcher(id).matches() && Files.exists(directory.resolve(id + END))
                ? Optional.of(read(id))
                : Optional.empty();
    }

    int size() {
        return ids().size();
    }

    private List<String> ids() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept read(String id) {
        try (var in = Files.newInputStream(directory.resolve(id + END))) {
            var message = new MimeMessage(Session.getInstance(new Properties()), in);
            return new Kept(id, TIME.parse(id.substring(0, id.indexOf('-')), Instant::from), ReceivedMail.of(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("mail " + id + " cannot be read", e);
        }
    }
}
