package com.partsportal.shared;

/** A step is to be tried in an hour, since something has to pass first; it uses up no retry, and nobody is notified. */
public abstract class StepDeferred extends RuntimeException {

    protected StepDeferred(String code) {
        super(code, null, false, false);
    }
}
