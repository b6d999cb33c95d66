package com.partsportal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer has not joined yet, in one sentence, and the one thing to do about it.
 *
 * @param code key of the sentence below {@code customer.why.}
 * @param args what the sentence names
 * @param action null: nothing but to wait
 * @param phone to call, where that is what helps and it is known
 */
public record Waiting(
        String code,
        List<Object> args,
        @Nullable CustomerAction action,
        @Nullable String phone) {}
