package com.partsportal.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The end of one send: its sockets are closed then, even if the server keeps the connection alive with a byte now and
 * then. The time-outs of Jakarta Mail count for a single read or write only.
 */
class SendDeadline implements AutoCloseable {

    private static final ThreadLocal<@Nullable SendDeadline> OF_THIS_THREAD = new ThreadLocal<>();

    private final List<Socket> sockets = new ArrayList<>();
    private final Future<?> watch;
    private boolean passed;

    private SendDeadline(ScheduledExecutorService watchdog, Duration time) {
        watch = watchdog.schedule(this::pass, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Holds for the sockets that this thread opens until it is closed. */
    static SendDeadline start(ScheduledExecutorService watchdog, Duration time) {
        var deadline = new SendDeadline(watchdog, time);
        OF_THIS_THREAD.set(deadline);
        return deadline;
    }

    synchronized boolean hasPassed() {
        return passed;
    }

    @Override
    public void close() {
        watch.cancel(false);
        OF_THIS_THREAD.remove();
    }

    private synchronized void pass() {
        passed = true;
        sockets.forEach(SendDeadline::close);
    }

    private static Socket closedInTime(Socket socket) throws IOException {
        var deadline = OF_THIS_THREAD.get();
        return deadline == null ? socket : deadline.watched(socket);
    }

    private synchronized Socket watched(Socket socket) throws IOException {
        if (passed) {
            close(socket);
            throw new SocketException("deadline passed");
        }
        sockets.add(socket);
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Closed is all that is wanted.
        }
    }

    /** Opens sockets that the deadline of the opening thread closes; TLS is layered over them by Jakarta Mail. */
    static class Sockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return closedInTime(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** Layers TLS over sockets that the deadline closes: with a TLS factory Jakarta Mail opens the sockets itself. */
    static class TlsSockets extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        TlsSockets(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(closedInTime(socket), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
