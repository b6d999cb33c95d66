package com.partsportal.bench;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The floor: the domain and its mails, one after the other in the thread that calls. */
class DirectOnboarding {

    @Bean
    @Primary
    static InvitationProcess direct(ObjectProvider<InvitationTasks> provider) {
        return new OnboardingOnly() {
            private final Map<UUID, InvitationId> open = new ConcurrentHashMap<>();

            @Override
            public void start(InvitationKind kind, UUID processKey, InvitationId id, InvitationDates dates) {
                open.put(processKey, id);
                AfterCommit.remember(() -> provider.getObject().send(id));
            }

            @Override
            public AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists) {
                var id = open.get(processKey);
                var invitations = provider.getObject();
                var account = invitations.createAccount(id);
                AfterCommit.remember(() -> {
                    open.remove(processKey);
                    invitations.welcome(id);
                    invitations.tellInviterOfAcceptance(id);
                });
                return account;
            }
        };
    }
}
