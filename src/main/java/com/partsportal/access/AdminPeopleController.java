package com.partsportal.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.SignedIn;
import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.KnownPeople;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is kept of a person: found by address, shown, exported, erased. The address is always posted, so that it is in no
 * log and no browser's history.
 */
@Controller
@RequestMapping("/admin/people")
class AdminPeopleController {

    private static final String PAGE = "access/people";
    private static final String SEARCH = "redirect:/admin/people";

    private final KnownPeople people;
    private final ObjectMapper json;

    AdminPeopleController(KnownPeople people, ObjectMapper json) {
        this.people = people;
        this.json = json;
    }

    /** What was typed. */
    record Search(@Nullable String email) {}

    /** The document that a person gets. */
    record Export(@Nullable UUID account, List<String> addresses, List<KeptRows> tables) {

        static Export of(KnownPeople.Findings found) {
            var addresses = found.person().addresses().stream()
                    .map(EmailAddress::value)
                    .sorted()
                    .toList();
            return new Export(found.person().account(), addresses, found.tables());
        }
    }

    @ModelAttribute("search")
    Search nothingTyped() {
        return new Search("");
    }

    @GetMapping
    String page() {
        return PAGE;
    }

    @PostMapping
    String find(@RequestParam(required = false) @Nullable String email, Model model, HttpServletResponse response) {
        model.addAttribute("search", new Search(email));
        try {
            var address = new EmailAddress(String.valueOf(email));
            model.addAttribute("address", address);
            model.addAttribute("found", people.find(address));
        } catch (InvalidValue malformed) {
            model.addAttribute("malformed", true);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return PAGE;
    }

    @PostMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam EmailAddress email, @AuthenticationPrincipal SignedIn user)
            throws JsonProcessingException {
        var found = people.export(email, user.account().value());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.json\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(Export.of(found)));
    }

    @PostMapping("/erase")
    String erase(
            @RequestParam EmailAddress email, @AuthenticationPrincipal SignedIn user, RedirectAttributes redirect) {
        try {
            people.erase(email, user.account().value());
            redirect.addFlashAttribute("notice", Notice.success("access.people.erased.notice"));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("access.people.refused." + refused.code()));
        }
        return SEARCH;
    }
}
