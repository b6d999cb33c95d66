package com.partsportal.process;

import com.partsportal.invitation.InvitationKind;

@PathsOf("customer-onboarding")
class CustomerOnboardingTests extends InvitationPaths {

    CustomerOnboardingTests() {
        super(InvitationKind.CONTACT, "handedOverToCustomer");
    }
}
