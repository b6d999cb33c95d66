package com.partsportal.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/** Where the contents of drawings are kept. None is ever held in memory as a whole. */
interface DrawingStore {

    /** Stores all that the stream gives, in the caller's transaction. */
    void put(UUID drawing, InputStream content) throws IOException;

    /** Writes what was stored. */
    void writeTo(UUID drawing, OutputStream out) throws IOException;

    /** Its row is gone for good; a repeat does nothing. */
    void removed(UUID drawing);
}
