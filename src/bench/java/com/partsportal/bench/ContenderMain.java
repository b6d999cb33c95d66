package com.partsportal.bench;

import com.partsportal.PartsPortalApplication;
import com.partsportal.account.Accounts;
import com.partsportal.account.Passwords;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.dev.DevelopmentRun;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.vendor.Vendors;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;

/**
 * One contender in a JVM of its own: {@code ContenderMain CONTENDER}. It reads from its input what to do, and which emails the mail server
 * has; lines of its output that begin with {@link #SIGN} are for who started it.
 */
final class ContenderMain {

    static final String SIGN = "@";

    private ContenderMain() {}

    public static void main(String[] args) throws Exception {
        var contender = Contender.valueOf(args[0]);
        var application = new SpringApplication(PartsPortalApplication.class);
        application.addInitializers(DevelopmentRun::leaveOutTests);
        contender.configuration().ifPresent(own -> application.addPrimarySources(List.of(own)));
        var beans = application.run();
        var onboardings = new Onboardings(
                beans.getBean(Vendors.class),
                beans.getBean(Accounts.class),
                beans.getBean(Customers.class),
                beans.getBean(InvitationAnswers.class),
                beans.getBean(CustomerList.class));
        say("ready");
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ");
                switch (words[0]) {
                    case "mail" -> onboardings.arrived(words[1], words[2]);
                    case "prepare" -> {
                        onboardings.prepare(Integer.parseInt(words[1]));
                        say("prepared");
                    }
                    case "run" -> onboardings.run(() -> say("done"));
                    case "invite" -> say("customer " + onboardings.inviteOne());
                    case "vendor" ->
                        say("vendor "
                                + onboardings.vendorWithDraft(
                                        beans.getBean(Passwords.class).hash(Pages.PASSWORD)));
                    case "read" -> onboardings.readList();
                    case "read-no-more" -> say("pages " + onboardings.readNoMore());
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(SIGN + line);
        System.out.flush();
    }
}
