package com.partsportal.part;

import com.partsportal.shared.InvalidValue;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read and ends with {@code drawing.large} when that is too much. */
final class LimitedStream extends FilterInputStream {

    private final long most;
    private long count;

    LimitedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        counted(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        var read = super.read(target, from, length);
        counted(Math.max(read, 0));
        return read;
    }

    private void counted(int read) {
        count += read;
        if (count > most) {
            throw new InvalidValue("drawing", "drawing.large");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
