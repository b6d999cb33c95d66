package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.partsportal.testing.PortalTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Saving a session never fails a request that was done. */
@PortalTest
class SessionTableTests {

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Test
    void ofTwoRequestsThatAddTheSameAttributeTheLaterOneCounts() {
        assertThat(addedTwice(sessions)).isEqualTo("second");
    }

    @Test
    void aSessionThatHasEndedMeanwhileIsNotSavedAndNothingFails() {
        assertThatCode(() -> savedAfterItsEnd(sessions)).doesNotThrowAnyException();
    }

    private static <S extends Session> Object addedTwice(SessionRepository<S> sessions) {
        var id = stored(sessions);
        var first = Objects.requireNonNull(sessions.findById(id));
        var second = Objects.requireNonNull(sessions.findById(id));
        first.setAttribute("notice", "first");
        second.setAttribute("notice", "second");
        sessions.save(first);
        sessions.save(second);
        return Objects.requireNonNull(sessions.findById(id)).getAttribute("notice");
    }

    private static <S extends Session> void savedAfterItsEnd(SessionRepository<S> sessions) {
        var id = stored(sessions);
        var session = Objects.requireNonNull(sessions.findById(id));
        sessions.deleteById(id);
        session.setAttribute("notice", "done");
        sessions.save(session);
        assertThat(sessions.findById(id)).isNull();
    }

    private static <S extends Session> String stored(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }
}
