package com.partsportal.mail;

/** Sends one email to a server whose name is never resolved, and prints the result; run in a JVM of its own. */
public final class NamelessServer implements Runnable {

    @Override
    public void run() {
        var configured = MailServerTests.properties("mail.nowhere.example", 25);
        var nameless = MailServerTests.server(configured, MailServerTests.DEADLINE);
        nameless.permit();
        System.out.println(nameless.send(MailServerTests.message(nameless)));
    }
}
