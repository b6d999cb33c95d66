package com.partsportal.invitation;

/** The process instance cannot take the message now, since somebody suspended it; to be tried again later. */
public class ProcessNotReady extends RuntimeException {

    public ProcessNotReady(String message) {
        super(message);
    }
}
