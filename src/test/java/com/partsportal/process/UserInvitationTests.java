package com.partsportal.process;

import com.partsportal.invitation.InvitationKind;

@PathsOf("user-invitation")
class UserInvitationTests extends InvitationPaths {

    UserInvitationTests() {
        super(InvitationKind.COLLEAGUE, "joined");
    }
}
