package com.partsportal.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.AccountEvents.Type;
import com.partsportal.shared.Links;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passkeys: a second way to sign in, in place of address and password. The device has to know its owner (a
 * fingerprint, a PIN), and answers only for the site of {@code portal.base-url}. A passkey is bound to the account, so a
 * new password leaves it as it is; a password set by a mailed link removes it unless its owner keeps it; another address, or a
 * stop after a possible takeover, removes it.
 *
 * <p>What a device signs begins with a challenge: the caller keeps it in the session and hands it back once.
 */
@Service
public class Passkeys {

    /** How long a device may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
    private static final int MOST = 20;
    private static final int LONGEST_ANSWER = 32_000;

    private final PasskeyRepository passkeys;
    private final PasskeyCredentials credentials;
    private final AccountRepository accounts;
    private final AccountEvents events;
    private final SecondFactors factors;
    private final PublicKeyCredentialRpEntity site;
    private final WebAuthnRelyingPartyOperations webAuthn;
    private final ObjectMapper json = new ObjectMapper().registerModule(new WebauthnJackson2Module());

    Passkeys(
            PasskeyRepository passkeys,
            PasskeyCredentials credentials,
            AccountRepository accounts,
            AccountEvents events,
            SecondFactors factors,
            Links links) {
        this.passkeys = passkeys;
        this.credentials = credentials;
        this.accounts = accounts;
        this.events = events;
        this.factors = factors;
        this.site = PublicKeyCredentialRpEntity.builder()
                .id(links.host())
                .name("Parts Portal")
                .build();
        this.webAuthn = new Webauthn4JRelyingPartyOperations(new Users(), credentials, site, Set.of(links.origin()));
    }

    /** A new challenge. */
    public String challenge() {
        return Bytes.random().toBase64UrlString();
    }

    // ---- signing in

    /** The browser's request to its device, as JSON; it names no account. */
    public String requestOptions(String challenge) {
        return write(request(challenge));
    }

    /**
     * The login whose passkey signed this challenge, whether it is active or not.
     *
     * @param answer the browser's {@code PublicKeyCredential} as JSON; for anything else the result is empty
     */
    @Retried
    @Transactional
    public Optional<Credentials> authenticate(String challenge, String answer) {
        return read(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {})
                .filter(credential -> isComplete(
                        credential.getResponse().getAuthenticatorData(),
                        credential.getResponse().getClientDataJSON(),
                        credential.getResponse().getSignature()))
                .filter(credential -> credentials.find(credential.getRawId()).isPresent())
                .flatMap(credential -> {
                    try {
                        var user = webAuthn.authenticate(
                                new RelyingPartyAuthenticationRequest(request(challenge), credential));
                        return accounts.findById(
                                PasskeyCredentials.account(user.getId()).value());
                    } catch (WebAuthnException | IllegalArgumentException refused) {
                        return Optional.empty();
                    }
                })
                .map(Account::credentials);
    }

    private PublicKeyCredentialRequestOptions request(String challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(Bytes.fromBase64(challenge))
                .rpId(site.getId())
                .timeout(PATIENCE)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    // ---- one's own

    /** Oldest first. */
    @Transactional(readOnly = true)
    List<PasskeyView> of(AccountId account) {
        return passkeys.of(account.value()).stream().map(Passkey::view).toList();
    }

    /** The browser's request to its device to make a passkey, as JSON. */
    @Transactional(readOnly = true)
    public String creationOptions(AccountId account, String challenge) {
        return write(creation(account, challenge));
    }

    /**
     * Stores what the device made.
     *
     * @throws Refused {@code passkey-not-accepted} when it did not answer this challenge, {@code too-many-passkeys}
     */
    @Retried
    @Transactional
    public void register(AccountId account, String challenge, String name, String answer) {
        var before = of(account);
        if (before.size() >= MOST) {
            throw new Refused("too-many-passkeys");
        }
        var credential = read(answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {})
                .filter(it -> isComplete(
                        it.getResponse().getAttestationObject(),
                        it.getResponse().getClientDataJSON()))
                .orElseThrow(() -> new Refused("passkey-not-accepted"));
        try {
            webAuthn.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    creation(account, challenge), new RelyingPartyPublicKey(credential, name)));
        } catch (WebAuthnException | IllegalArgumentException refused) {
            throw new Refused("passkey-not-accepted");
        }
        of(account).stream()
                .filter(passkey -> !before.contains(passkey))
                .forEach(made -> events.add(account, Type.PASSKEY_ADDED, made.id()));
        log.info("Account {}: passkey added", account.value());
    }

    /** @throws NotFound for another one's */
    @Retried
    @Transactional
    void rename(AccountId account, UUID passkey, String name) {
        if (passkeys.rename(account.value(), passkey, name) == 1) {
            events.add(account, Type.PASSKEY_RENAMED, passkey);
        } else if (of(account).stream().noneMatch(own -> own.id().equals(passkey))) {
            throw new NotFound();
        }
    }

    /**
     * From now on nobody signs in with it; a repeat changes nothing.
     *
     * @throws Refused {@code last-second-factor} when the login must have one and this is the last
     */
    @Retried
    @Transactional
    void remove(AccountId account, UUID passkey) {
        if (!factors.mayRemovePasskey(account)) {
            throw new Refused("last-second-factor");
        }
        if (passkeys.remove(account.value(), passkey) == 1) {
            events.add(account, Type.PASSKEY_REMOVED, passkey);
            log.info("Account {}: passkey removed", account.value());
        }
    }

    private PublicKeyCredentialCreationOptions creation(AccountId account, String challenge) {
        var owner = accounts.findById(account.value()).orElseThrow();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(site)
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(PasskeyCredentials.handle(account))
                        .name(owner.email().value())
                        .displayName(owner.name())
                        .build())
                .challenge(Bytes.fromBase64(challenge))
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .timeout(PATIENCE)
                .excludeCredentials(credentials.findByUserId(PasskeyCredentials.handle(account)).stream()
                        .map(Passkeys::descriptor)
                        .toList())
                .build();
    }

    private static PublicKeyCredentialDescriptor descriptor(CredentialRecord known) {
        return PublicKeyCredentialDescriptor.builder()
                .id(known.getCredentialId())
                .transports(known.getTransports())
                .build();
    }

    private <T extends PublicKeyCredential<?>> Optional<T> read(String answer, TypeReference<T> type) {
        if (answer.length() > LONGEST_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(answer, type))
                    .filter(it -> it.getId() != null && it.getRawId() != null && it.getResponse() != null);
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(Bytes... parts) {
        return Stream.of(parts).allMatch(Objects::nonNull);
    }

    private String write(Object options) {
        try {
            return json.writeValueAsString(options);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What Spring Security queries about the owner of a passkey: all of it is in the passkey's row. */
    private static final class Users implements PublicKeyCredentialUserEntityRepository {

        @Override
        public PublicKeyCredentialUserEntity findById(Bytes handle) {
            var account = PasskeyCredentials.account(handle).value().toString();
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(handle)
                    .name(account)
                    .displayName(account)
                    .build();
        }

        @Override
        public PublicKeyCredentialUserEntity findByUsername(String account) {
            return findById(PasskeyCredentials.handle(new AccountId(UUID.fromString(account))));
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            throw new UnsupportedOperationException("Accounts are opened by acceptance");
        }

        @Override
        public void delete(Bytes handle) {
            throw new UnsupportedOperationException("Accounts stay");
        }
    }
}
