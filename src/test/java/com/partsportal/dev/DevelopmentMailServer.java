package com.partsportal.dev;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.springframework.beans.factory.DisposableBean;

/** An SMTP server in this process that gives every mail to {@link KeptMails} before it answers. */
final class DevelopmentMailServer implements DisposableBean {

    private final GreenMail greenMail;

    DevelopmentMailServer(int port, KeptMails mails) {
        greenMail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        var users = greenMail.getUserManager();
        var byDefault = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            try {
                mails.keep(message.getMessage());
            } catch (IOException e) {
                throw new MessagingException("mail not kept", e);
            }
            return byDefault.handle(message, address);
        });
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        greenMail.stop();
    }
}
