package com.partsportal.part;

import java.util.UUID;

/** Where the contents of drawings are kept. */
interface DrawingStore {

    void put(UUID drawing, byte[] content);

    byte[] get(UUID drawing);

    /** Its row is gone for good; a repeat does nothing. */
    void removed(UUID drawing);
}
