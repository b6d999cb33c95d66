package com.partsportal.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login's second factor, as its owner sees it.
 *
 * @param appSince when the authenticator app was set up; null without one
 * @param recoveryCodesLeft how many codes were not used
 * @param required whether the login cannot be without any
 * @param removable whether the app may be removed
 */
public record SecondFactorView(
        @Nullable Instant appSince, int recoveryCodesLeft, boolean required, boolean removable) {}
