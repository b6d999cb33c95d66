package com.partsportal.testing;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/** The SMTP server of this JVM, on a free port, started by the first test that needs it. */
public final class TestMailServer {

    private TestMailServer() {}

    public static GreenMail get() {
        return Server.GREEN_MAIL;
    }

    private static final class Server {
        static final GreenMail GREEN_MAIL = start();

        private static GreenMail start() {
            var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)) {
                @Override
                protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers managers) {
                    return Map.of(ServerSetup.PROTOCOL_SMTP, new PromptSmtpServer(config[0], managers));
                }
            };
            greenMail.start();
            return greenMail;
        }
    }

    /** Sends each line of its answer to EHLO at once: otherwise every mail waits 40 ms for the client's acknowledgement. */
    private static final class PromptSmtpServer extends SmtpServer {
        PromptSmtpServer(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }
    }
}
