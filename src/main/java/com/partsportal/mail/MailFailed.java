package com.partsportal.mail;

import com.partsportal.shared.StepFailed;

/** A mail could not be sent for a technical reason; the code is such as {@code mail-answer-451}. */
public class MailFailed extends StepFailed {

    MailFailed(String code, boolean permanent) {
        super(code, permanent);
    }
}
