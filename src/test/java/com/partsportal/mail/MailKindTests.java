package com.partsportal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailKindTests {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsCode(MailKind kind) {
        assertThat(MailKind.of(kind.code())).isEqualTo(kind);
        assertThat(kind.code()).isEqualTo(kind.name().toLowerCase().replace('_', '-'));
    }

    @ParameterizedTest
    @EnumSource
    void onlyInvitationsAndRemindersAreLimited(MailKind kind) {
        assertThat(kind.isLimited())
                .isEqualTo(
                        kind == MailKind.INVITATION || kind == MailKind.REMINDER || kind == MailKind.USER_INVITATION);
    }

    @Test
    void noOtherCodeIsOne() {
        assertThatThrownBy(() -> MailKind.of("spam")).isInstanceOf(IllegalArgumentException.class);
    }
}
