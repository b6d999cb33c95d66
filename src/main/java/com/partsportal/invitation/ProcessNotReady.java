package com.partsportal.invitation;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The process instance cannot take the message now, since somebody suspended it; to be tried again later. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class ProcessNotReady extends RuntimeException {

    public ProcessNotReady(@Nullable String message) {
        super(message);
    }
}
