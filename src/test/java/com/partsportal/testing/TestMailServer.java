package com.partsportal.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** The SMTP server of this JVM, on a free port, started by the first test that needs it. */
public final class TestMailServer {

    private TestMailServer() {}

    public static GreenMail get() {
        return Server.GREEN_MAIL;
    }

    private static final class Server {
        static final GreenMail GREEN_MAIL = start();

        private static GreenMail start() {
            var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            greenMail.start();
            return greenMail;
        }
    }
}
