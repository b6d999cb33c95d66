package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.company.CompanyId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.PostedForm;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Switches between the vendors of one company. */
@Controller
class VendorSwitchPages {

    /** The pages that have the switch, without what was chosen of another vendor. */
    private static final Pattern BACK = Pattern.compile("(/portal(?:/parts|/rfqs|/rfqs/new)?)(?:\\?.*)?");

    private final VendorSwitch vendors;

    VendorSwitchPages(VendorSwitch vendors) {
        this.vendors = vendors;
    }

    @PostMapping("/portal/vendor")
    String choose(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "") String vendor,
            @RequestParam(name = PostedForm.PAGE, defaultValue = "/portal") String page,
            HttpServletRequest request) {
        var chosen = vendor.isEmpty() ? null : new VendorId(Ids.parse(vendor));
        vendors.choose(new CompanyId(user.company()), chosen, request);
        var back = BACK.matcher(page);
        return "redirect:" + (back.matches() ? back.group(1) : "/portal");
    }
}
