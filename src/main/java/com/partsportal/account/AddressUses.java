package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction changes about whose an address is: collected, and published as one {@link AddressUseChanged} when
 * everything is written, so that it costs its listener one look for a transaction.
 */
@Component
public class AddressUses {

    private final ApplicationEventPublisher events;

    AddressUses(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** Whose this address is has changed, in the caller's transaction. */
    public void changed(EmailAddress address) {
        changed(address, null);
    }

    /** As {@link #changed(EmailAddress)}, and this login is concerned besides. */
    public void changed(EmailAddress address, @Nullable AccountId login) {
        var collected = collected();
        collected.addresses.add(address);
        if (login != null) {
            collected.logins.add(login);
        }
    }

    private Collected collected() {
        var known = (Collected) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        var collected = new Collected();
        TransactionSynchronizationManager.registerSynchronization(collected);
        TransactionSynchronizationManager.bindResource(this, collected);
        return collected;
    }

    private final class Collected implements TransactionSynchronization {

        private final Set<EmailAddress> addresses = new HashSet<>();
        private final Set<AccountId> logins = new HashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AddressUses.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AddressUses.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            events.publishEvent(new AddressUseChanged(Set.copyOf(addresses), Set.copyOf(logins)));
        }

        @Override
        public void beforeCompletion() {
            Objects.requireNonNull(TransactionSynchronizationManager.unbindResource(AddressUses.this));
        }
    }
}
