package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is typed behind the link. */
class AcceptanceFormTests {

    @Test
    void agreesByTheTickedBoxAndChoosesByAnId() {
        var id = UUID.randomUUID();
        var form = new AcceptanceForm("Kim", "secret words", "on", id.toString());
        assertThat(form.agreed()).isTrue();
        assertThat(form.chosen()).isEqualTo(id);
        assertThat(form.toString()).isEqualTo("AcceptanceForm");
        assertThat(new AcceptanceForm("Kim", null, null, null).agreed()).isFalse();
        assertThat(new AcceptanceForm("Kim", null, null, null).chosen()).isNull();
        assertThat(new AcceptanceForm("Kim", null, null, "another").chosen()).isNull();
    }
}
